using Shortloop.Core.Ports;

namespace Shortloop.Adapters.YouTube;

/// <summary>The project at Google Cloud, what of its quota may be used, and where YouTube is.</summary>
public sealed record YouTubeOptions
{
    /// <summary>For public data; null: nothing is asked without a connected channel.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Of the OAuth client; null: no channel can be connected.</summary>
    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>Calls of search.list a day. Google's default quota is 100.</summary>
    public int SearchesPerDay { get; init; } = 100;

    /// <summary>Units a day for everything else. Google's default quota is 10,000; some are left for other instances.</summary>
    public int UnitsPerDay { get; init; } = 9_500;

    /// <summary>
    /// Captions are asked for by key where no channel is connected. YouTube itself refuses that, so only a stand-in for it should have this on.
    /// </summary>
    public bool CaptionsByKey { get; init; }

    /// <summary>The Data API.</summary>
    public Uri ApiBase { get; init; } = new("https://www.googleapis.com/");

    /// <summary>Where people consent.</summary>
    public Uri AccountsBase { get; init; } = new("https://accounts.google.com/");

    /// <summary>Tokens.</summary>
    public Uri TokenBase { get; init; } = new("https://oauth2.googleapis.com/");

    /// <summary>Links to videos, oEmbed and feeds.</summary>
    public Uri WwwBase { get; init; } = new("https://www.youtube.com/");

    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is. Never holds a value of a key.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (ApiKey is not null && !OptionRules.IsWord(ApiKey))
            problems.Add("YouTube's API key must be a word without spaces; copy it from the project's credentials at Google Cloud.");
        if (ClientId is null != ClientSecret is null)
            problems.Add("YouTube's client id needs its secret, and the secret its id; copy both from the project's credentials at Google Cloud.");
        if ((ClientId is not null && !OptionRules.IsWord(ClientId)) || (ClientSecret is not null && !OptionRules.IsWord(ClientSecret)))
            problems.Add("YouTube's client id and secret must be words without spaces; copy them from the project's credentials at Google Cloud.");
        if (SearchesPerDay < 0 || UnitsPerDay < 0)
            problems.Add("YouTube's searches and units a day must be 0 or more.");
        if (!((Uri[])[ApiBase, AccountsBase, TokenBase, WwwBase]).All(OptionRules.IsSafe))
            problems.Add("YouTube's addresses must be https (http on this machine only).");
        if (CallTimeout <= TimeSpan.Zero)
            problems.Add("YouTube's call timeout must be more than 0 s.");
        return problems;
    }
}
