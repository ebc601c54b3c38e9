using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Radar.Measuring;

/// <summary>Of a video and of a trend.</summary>
[JsonConverter(typeof(SnakeCaseEnum<TrendStatus>))]
public enum TrendStatus
{
    /// <summary>Looked at, nothing special.</summary>
    Monitoring,

    /// <summary>A video that is far off its creator's usual or belongs to a trend; a trend that rises.</summary>
    Trending,

    /// <summary>No longer looked at.</summary>
    Archived,
}

/// <summary>A public video that an organisation watches, with what was seen of it. One document holds all its observations, which are bounded.</summary>
public sealed record TrendVideo : Document
{
    /// <summary>What a week at one look every two hours comes to, and some more.</summary>
    public const int MaxObservations = 96;

    /// <summary>Then it is archived.</summary>
    public static readonly TimeSpan Watched = TimeSpan.FromDays(7);

    /// <summary>From the last look: platforms want their numbers refreshed or dropped within 30 days.</summary>
    public static readonly TimeSpan KeptArchived = TimeSpan.FromDays(29);

    public required string Platform { get; init; }

    /// <summary>The platform's own.</summary>
    public required string VideoId { get; init; }

    public required string CreatorId { get; init; }

    public required string CreatorName { get; init; }

    public required string Title { get; init; }

    public required Uri Link { get; init; }

    public Uri? Thumbnail { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public double? DurationSeconds { get; init; }

    public string? Language { get; init; }

    public IReadOnlyList<string> Hashtags { get; init; } = [];

    public string? Sound { get; init; }

    /// <summary>Ways of telling that its title names; null: not looked at yet.</summary>
    public IReadOnlyList<string>? Formats { get; init; }

    /// <summary>Name of the source that found it, which is asked for its numbers too; <c>import</c>: somebody brought it along.</summary>
    public required string Source { get; init; }

    /// <summary>The followed creator it is of.</summary>
    public string? BloggerId { get; init; }

    public required TrendStatus Status { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Observation> Observations { get; init; } = [];

    public Baseline? Baseline { get; init; }

    public double? Velocity { get; init; }

    public double? VelocityHours { get; init; }

    public double? Acceleration { get; init; }

    public ViralScore? Viral { get; init; }

    /// <summary>Ids of the trends that it belongs to.</summary>
    public IReadOnlyList<string> Trends { get; init; } = [];

    /// <summary>Hours between two looks, by <see cref="MeasurePlan"/>.</summary>
    public int Tempo { get; init; }

    /// <summary>Null: nobody looks at it by themselves.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>How often in a row the platform didn't know it any more.</summary>
    public int Missed { get; init; }

    public DateTimeOffset? ArchivedAt { get; init; }

    [JsonIgnore]
    public Observation? Latest => Observations.Count > 0 ? Observations[^1] : null;

    [JsonIgnore]
    public Engagement? Engagement => Latest is { } latest ? Measuring.Engagement.Of(latest) : null;

    /// <summary>The same video is the same document, whoever finds it.</summary>
    public static string IdOf(string platform, string videoId) => Ids.Derived("tvd", platform, videoId);
}
