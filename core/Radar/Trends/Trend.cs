using System.Text.Json.Serialization;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;

namespace Shortloop.Core.Radar.Trends;

[JsonConverter(typeof(SnakeCaseEnum<TrendType>))]
public enum TrendType
{
    Hashtag,

    /// <summary>A phrase of titles.</summary>
    Topic,

    /// <summary>A way to make a video: a list, a tutorial, a point of view.</summary>
    Format,

    /// <summary>Where the platform names it.</summary>
    Sound,
}

/// <summary>What a trend's score is made of; docs/radar.md has the formula.</summary>
/// <param name="Days">Length of the window that says most: one day or three.</param>
/// <param name="Creators">Different creators who published with it within the window.</param>
/// <param name="Uses">The same, each creator once a day.</param>
/// <param name="Expected">How many uses would have been usual.</param>
/// <param name="Lift">Uses ÷ expected.</param>
/// <param name="Surprise">−log10 of the chance that what is usual brings so many, times the number of keys that were looked at.</param>
/// <param name="Outlier">Median viral score of its videos of the last two days ÷ that of all watched videos of those days; null: too few are known.</param>
public sealed record TrendParts(int Days, int Creators, int Uses, double Expected, double Lift, double Surprise, double? Outlier);

/// <param name="From">Begin of half a day.</param>
/// <param name="Videos">Published in it with this key, of those that are watched.</param>
public sealed record TrendCount(DateTimeOffset From, int Videos);

/// <summary>Something that more and more creators do, beyond what is usual for it.</summary>
public sealed record Trend : Document
{
    /// <summary>So long it may lie still before it is put away.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromDays(7);

    public static readonly TimeSpan KeptArchived = TimeSpan.FromDays(90);

    public required TrendType Type { get; init; }

    /// <summary>What videos are matched by: a hashtag without #, the stems of a phrase, a format's name, a sound.</summary>
    public required string Key { get; init; }

    /// <summary>As people write it.</summary>
    public required string Label { get; init; }

    /// <summary>Watched videos that have it, of the last seven days.</summary>
    public int Videos { get; init; }

    public int Creators { get; init; }

    /// <summary>Views per hour, mean over those whose velocity is known; null: of none.</summary>
    public double? AverageVelocity { get; init; }

    /// <summary>0 to 100.</summary>
    public double Score { get; init; }

    public required TrendParts Parts { get; init; }

    public required TrendStatus Status { get; init; }

    public required DateTimeOffset DetectedAt { get; init; }

    /// <summary>When an analysis last found it above its threshold.</summary>
    public required DateTimeOffset LastRisingAt { get; init; }

    public required DateTimeOffset AnalysedAt { get; init; }

    /// <summary>Its share of creators' days before it rose: what it is measured against as long as it lives, so that it doesn't become its own measure.</summary>
    public double UsualShare { get; init; }

    /// <summary>Oldest first; for a small chart.</summary>
    public IReadOnlyList<TrendCount> Series { get; init; } = [];

    /// <summary>Ids of its strongest videos.</summary>
    public IReadOnlyList<string> TopVideos { get; init; } = [];

    public static string IdOf(TrendType type, string key) => Ids.Derived("trd", type.ToString().ToLowerInvariant(), key);
}
