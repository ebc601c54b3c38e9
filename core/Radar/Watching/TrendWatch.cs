using Shortloop.Core.Ports;

namespace Shortloop.Core.Radar.Watching;

/// <summary>What an organisation wants to be watched. There is one for each; none written means the defaults.</summary>
public sealed record TrendWatch : Document
{
    public const string TheId = "settings";

    /// <summary>What is searched for.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>ISO 3166-1 alpha-2, upper case. Their charts are read, and searches are for them.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>BCP 47 primary tags, lower case. A video that states another language is passed over. Empty: all.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Only sources that ask a platform's own API under its terms.</summary>
    public bool OfficialOnly { get; init; } = true;

    /// <summary>Views per hour. A video of more than a day that gains less is no longer looked at.</summary>
    public double MinVelocity { get; init; } = 1;

    public static TrendWatch Default(string orgId) => new() { Id = TheId, Partition = orgId, OrgId = orgId, CreatedBy = "shortloop", CreatedAt = default };
}

/// <param name="At">When the round ended.</param>
/// <param name="Looked">Videos that were found or measured.</param>
/// <param name="New">Of them, or of trends, those that weren't known before.</param>
/// <param name="Note">What stood in the way, in a sentence; null: nothing.</param>
public sealed record RoundReport(DateTimeOffset At, long Looked, long New, string? Note);

/// <summary>What an organisation's watch has done. Apart from its settings, so that a round never stands in a person's way.</summary>
public sealed record WatchState : Document
{
    public const string TheId = "state";

    /// <summary>There is something to look at: the timers' rounds come by.</summary>
    public bool Active { get; init; }

    /// <summary>Nothing but its own accounts, which take nothing of what the sources' quota allows.</summary>
    public bool OwnOnly { get; init; }

    public RoundReport? Discovery { get; init; }

    public RoundReport? Monitoring { get; init; }

    public RoundReport? Analysis { get; init; }

    public RoundReport? Cleanup { get; init; }

    /// <summary>Where the searches go on, when a day's allowance is not enough for all of them in a round.</summary>
    public int Turn { get; init; }

    /// <summary>What <see cref="Searches"/> and the others count, as yyyy-MM-dd UTC.</summary>
    public string Day { get; init; } = "";

    public int Searches { get; init; }

    /// <summary>Requests for fresh numbers.</summary>
    public int Measures { get; init; }

    /// <summary>Requests for what a creator has published.</summary>
    public int Lookups { get; init; }

    /// <summary>The newest order of a person.</summary>
    public string? JobId { get; init; }
}
