using Shortloop.Core.Ports;

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

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is. Never holds a value of a key.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!OptionRules.IsWord(ClientKey))
            problems.Add("TikTok's client key must be a word without spaces; copy it from the app in TikTok's developer portal.");
        if (!OptionRules.IsWord(ClientSecret))
            problems.Add("TikTok's client secret must be a word without spaces; copy it from the app in TikTok's developer portal.");
        if (!OptionRules.IsSafe(WwwBase) || !OptionRules.IsSafe(OpenBase))
            problems.Add("TikTok's addresses must be https (http on this machine only).");
        if (CallTimeout <= TimeSpan.Zero)
            problems.Add("TikTok's call timeout must be more than 0 s.");
        return problems;
    }
}
