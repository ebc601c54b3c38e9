using Shortloop.Core.Ports;

namespace Shortloop.Core.Analytics;

/// <summary>What a platform said of a post at one moment. A number it did not give is null, never zero.</summary>
public sealed record MetricSnapshot : Document
{
    public required string PostId { get; init; }

    public required string VideoId { get; init; }

    public required string Platform { get; init; }

    /// <summary>Age of the post that was asked for: <c>0h</c>, <c>1h</c>, … <c>28d</c>.</summary>
    public required string AgeLabel { get; init; }

    public required DateTimeOffset At { get; init; }

    public long? Views { get; init; }

    public long? Likes { get; init; }

    public long? Comments { get; init; }

    public long? Shares { get; init; }

    public long? Saves { get; init; }
}

/// <summary>When metrics are read after publishing.</summary>
public static class MetricAges
{
    /// <summary>Read by the publishing story itself, so that the creator sees numbers at once.</summary>
    public const string First = "0h";

    public static readonly IReadOnlyList<(string Label, TimeSpan Age)> Later =
    [
        ("1h", TimeSpan.FromHours(1)),
        ("6h", TimeSpan.FromHours(6)),
        ("24h", TimeSpan.FromHours(24)),
        ("72h", TimeSpan.FromHours(72)),
        ("7d", TimeSpan.FromDays(7)),
        ("28d", TimeSpan.FromDays(28)),
    ];
}
