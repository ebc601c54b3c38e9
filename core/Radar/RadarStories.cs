using System.Globalization;
using System.Text.Json.Serialization;
using Shortloop.Core.Radar.Measuring;

namespace Shortloop.Core.Radar;

/// <summary>What the four timers do.</summary>
[JsonConverter(typeof(SnakeCaseEnum<RoundKind>))]
public enum RoundKind
{
    Discovery,
    Monitoring,
    Analysis,
    Cleanup,
}

/// <summary>Names of Radar's stories, with their inputs and instance ids.</summary>
public static class RadarStories
{
    /// <summary>One round of one kind over all organisations that watch something.</summary>
    public const string Round = "TrendRound";

    public const string Discover = "DiscoverTrends";
    public const string Monitor = "MonitorTrends";
    public const string Analyse = "AnalyseTrends";
    public const string Clean = "CleanTrends";

    public static readonly IReadOnlyDictionary<RoundKind, TimeSpan> Intervals = new Dictionary<RoundKind, TimeSpan>
    {
        [RoundKind.Discovery] = TimeSpan.FromHours(4),
        [RoundKind.Monitoring] = TimeSpan.FromHours(2),
        [RoundKind.Analysis] = TimeSpan.FromHours(6),
        [RoundKind.Cleanup] = TimeSpan.FromDays(1),
    };

    public static string StoryOf(RoundKind kind) => kind switch
    {
        RoundKind.Discovery => Discover,
        RoundKind.Monitoring => Monitor,
        RoundKind.Analysis => Analyse,
        RoundKind.Cleanup => Clean,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>One in each interval, however often its timer fires.</summary>
    public static string RoundId(RoundKind kind, DateTimeOffset now) => $"radar-{Name(kind)}-{Stamp(kind, now)}";

    public static string WatchId(RoundKind kind, string orgId, DateTimeOffset now) => $"{Prefix(orgId)}{Name(kind)}-{Stamp(kind, now)}";

    public static string DiscoveryId(string orgId, string jobId) => $"{Prefix(orgId)}{jobId}";

    /// <summary>Beginning of the ids of everything that runs here for an organisation.</summary>
    public static string Prefix(string orgId) => $"radar-{orgId}-";

    private static string Name(RoundKind kind) => kind.ToString().ToLowerInvariant();

    private static string Stamp(RoundKind kind, DateTimeOffset now)
    {
        long interval = Intervals[kind].Ticks;
        return new DateTime(now.UtcTicks / interval * interval, DateTimeKind.Utc).ToString("yyyy-MM-dd-HH", CultureInfo.InvariantCulture);
    }
}

/// <param name="At">When the timer fired; the same for all that comes of it.</param>
/// <param name="Continuation">Where the list of organisations goes on.</param>
public sealed record RoundInput(RoundKind Kind, DateTimeOffset At, string? Continuation = null);

/// <param name="Watching">How many organisations share what the sources allow.</param>
/// <param name="JobId">Of a person's order; null: the timer's.</param>
/// <param name="Continuation">Where the organisation's videos go on.</param>
/// <param name="Cutoff">Of a monitoring round: the slowest tempo that the day's allowance reaches; null: not looked at yet.</param>
public sealed record WatchInput(
    string OrgId, DateTimeOffset At, int Watching = 1, string? JobId = null, string? Continuation = null, int? Cutoff = null)
{
    /// <summary>Of a monitoring round: what it has done so far.</summary>
    public ChunkResult Sum { get; init; } = new(0, 0);
}

/// <param name="Next">Where to go on; null: that was the last.</param>
public sealed record WatchPage(IReadOnlyList<string> OrgIds, int Watching, string? Next);
