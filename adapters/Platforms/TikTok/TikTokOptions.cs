namespace Shortloop.Adapters.TikTok;

/// <summary>The app as registered in TikTok's developer portal, and where TikTok is.</summary>
public sealed record TikTokOptions
{
    public required string ClientKey { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>Where people consent.</summary>
    public Uri WwwBase { get; init; } = new("https://www.tiktok.com/");

    /// <summary>OAuth and all JSON calls. Uploads go where TikTok's answers say.</summary>
    public Uri OpenBase { get; init; } = new("https://open.tiktokapis.com/");

    /// <summary>For one JSON call; a chunk of video may take ten times as long.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
