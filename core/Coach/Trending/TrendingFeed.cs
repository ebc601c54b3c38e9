using Shortloop.Core.Ports;

namespace Shortloop.Core.Coach.Trending;

/// <summary>A public video as a plan needs it. A number that the platform hides is null.</summary>
/// <param name="FoundAt">When a source last named it; after <see cref="TrendingFeed.Life"/> it leaves.</param>
/// <param name="MeasuredAt">Of the numbers.</param>
/// <param name="Vector">Of title, hashtags and description, packed.</param>
public sealed record TrendingVideo(
    string Platform,
    string Id,
    string CreatorId,
    string Creator,
    string Title,
    Uri Link,
    Uri? Thumbnail,
    double? Seconds,
    IReadOnlyList<string> Hashtags,
    long? Views,
    long? Likes,
    DateTimeOffset PublishedAt,
    DateTimeOffset FoundAt,
    DateTimeOffset MeasuredAt,
    string Vector)
{
    public string Key() => $"{Platform}:{Id}";

    public string CreatorKey() => $"{Platform}:{CreatorId}";
}

/// <summary>
/// What trends in one category and language, with the vectors of it, so that making a plan reads one document. Partition: <see cref="PartitionOf"/>. The
/// store drops it when nothing has refreshed it for its life.
/// </summary>
public sealed record TrendingFeed : Document
{
    public const string TheId = "feed";

    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>The embedding model.</summary>
    public required string Model { get; init; }

    public required IReadOnlyList<TrendingVideo> Videos { get; init; }

    public static string PartitionOf(FeedKey key) => $"{key.Category}-{key.Language}";
}

/// <summary>When what was done for a feed. Partition: as the feed's; small, because the timer reads all of them.</summary>
public sealed record TrendingState : Document
{
    public const string TheId = "state";

    /// <summary>A feed that nobody has asked for in so long is not refreshed: sources have quotas.</summary>
    public static readonly TimeSpan Wanted = TimeSpan.FromDays(7);

    public DateTimeOffset? AskedAt { get; init; }

    public DateTimeOffset? RefreshedAt { get; init; }

    public DateTimeOffset? SearchedAt { get; init; }
}

public sealed record FeedKey(string Category, string Language);
