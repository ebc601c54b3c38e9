namespace Shortloop.Adapters.Gemini;

/// <summary>Google's Gemini Developer API.</summary>
public sealed record GeminiOptions
{
    public required string ApiKey { get; init; }

    /// <summary>One that takes video.</summary>
    public string Model { get; init; } = "gemini-flash-latest";

    /// <summary>One that makes video.</summary>
    public string VideoModel { get; init; } = "veo-3.1-fast-generate-preview";

    public Uri Base { get; init; } = new("https://generativelanguage.googleapis.com/");

    /// <summary>Where a link is looked up by oEmbed before a model is paid for it.</summary>
    public Uri YouTubeBase { get; init; } = new("https://www.youtube.com/");

    /// <summary>For one video: the model watches it before it answers.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}
