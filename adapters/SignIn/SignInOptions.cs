using Shortloop.Core.Ports;

namespace Shortloop.Adapters.SignIn;

/// <summary>The app as registered with one provider.</summary>
public abstract record SignInOptions
{
    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>For one call; a sign-in makes two or three, and a person is waiting.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the provider is; all of it gets codes, secrets or tokens.</summary>
    protected abstract IEnumerable<Uri> Addresses { get; }

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is. Never holds the secret.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!OptionRules.IsWord(ClientId) || !OptionRules.IsWord(ClientSecret))
            problems.Add("The client id and secret must be words without spaces; copy them from the app at the provider.");
        if (!Addresses.All(OptionRules.IsSafe))
            problems.Add("The provider's addresses must be https (http on this machine only).");
        if (CallTimeout <= TimeSpan.Zero)
            problems.Add("The call timeout must be more than 0 s.");
        return problems;
    }
}

public sealed record GoogleOptions : SignInOptions
{
    /// <summary>Where people consent.</summary>
    public Uri AccountsBase { get; init; } = new("https://accounts.google.com/");

    public Uri TokenBase { get; init; } = new("https://oauth2.googleapis.com/");

    /// <summary>Where the keys of ID tokens are.</summary>
    public Uri ApiBase { get; init; } = new("https://www.googleapis.com/");

    protected override IEnumerable<Uri> Addresses => [AccountsBase, TokenBase, ApiBase];
}

public sealed record GitHubOptions : SignInOptions
{
    /// <summary>Where people consent and codes are exchanged.</summary>
    public Uri WwwBase { get; init; } = new("https://github.com/");

    public Uri ApiBase { get; init; } = new("https://api.github.com/");

    protected override IEnumerable<Uri> Addresses => [WwwBase, ApiBase];
}

public sealed record DiscordOptions : SignInOptions
{
    public Uri Base { get; init; } = new("https://discord.com/");

    /// <summary>Where pictures are.</summary>
    public Uri CdnBase { get; init; } = new("https://cdn.discordapp.com/");

    protected override IEnumerable<Uri> Addresses => [Base, CdnBase];
}
