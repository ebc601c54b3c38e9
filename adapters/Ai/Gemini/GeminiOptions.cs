using Shortloop.Core.Ports;

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

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is. Never holds the key.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!OptionRules.IsWord(ApiKey))
            problems.Add("Gemini's key must be a word without spaces; copy it from Google AI Studio.");
        if (!OptionRules.IsWord(Model) || !OptionRules.IsWord(VideoModel))
            problems.Add("A Gemini model's name is a word without spaces, such as gemini-flash-latest.");
        if (!OptionRules.IsSafe(Base) || !OptionRules.IsSafe(YouTubeBase))
            problems.Add("Gemini's and YouTube's addresses must be https (http on this machine only).");
        if (Timeout <= TimeSpan.Zero)
            problems.Add("Gemini's time limit must be more than 0 s.");
        return problems;
    }
}
