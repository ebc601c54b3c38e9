namespace Shortloop.Adapters.SignIn;

/// <summary>The app as registered with one provider.</summary>
public abstract record SignInOptions
{
    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>For one call; a sign-in makes two or three, and a person is waiting.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);
}

public sealed record GoogleOptions : SignInOptions
{
    /// <summary>Where people consent.</summary>
    public Uri AccountsBase { get; init; } = new("https://accounts.google.com/");

    public Uri TokenBase { get; init; } = new("https://oauth2.googleapis.com/");

    /// <summary>Where the keys of ID tokens are.</summary>
    public Uri ApiBase { get; init; } = new("https://www.googleapis.com/");
}

public sealed record GitHubOptions : SignInOptions
{
    /// <summary>Where people consent and codes are exchanged.</summary>
    public Uri WwwBase { get; init; } = new("https://github.com/");

    public Uri ApiBase { get; init; } = new("https://api.github.com/");
}

public sealed record DiscordOptions : SignInOptions
{
    public Uri Base { get; init; } = new("https://discord.com/");

    /// <summary>Where pictures are.</summary>
    public Uri CdnBase { get; init; } = new("https://cdn.discordapp.com/");
}
