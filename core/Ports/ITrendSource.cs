namespace Shortloop.Core.Ports;

/// <param name="Name">Of the source: <c>youtube</c>, <c>import</c>, <c>feed</c>, <c>sandbox</c>.</param>
/// <param name="Platform">Of what it finds, lower case: <c>youtube</c>.</param>
/// <param name="Official">It asks the platform's own API, under the platform's terms.</param>
/// <param name="Uses">What it asks, in a sentence that a person may read beside its results.</param>
public sealed record TrendSourceInfo(string Name, string Platform, bool Official, string Uses);

/// <summary>What anybody can see of a video. A number that the platform hides is null, never zero.</summary>
/// <param name="At">When the platform was asked; growth is only ever computed between two of these.</param>
public sealed record PublicMetrics(long? Views, long? Likes, long? Comments, long? Shares, DateTimeOffset At);

/// <param name="Id">The platform's own.</param>
/// <param name="CreatorId">The platform's own id of the channel.</param>
/// <param name="Hashtags">Lower case, without the #, each once.</param>
/// <param name="Sound">Its name or id, where the platform says it.</param>
/// <param name="Language">BCP 47, where the platform says it.</param>
public sealed record PublicVideo(
    string Platform,
    string Id,
    string CreatorId,
    string CreatorName,
    string Title,
    string Description,
    Uri Link,
    Uri? Thumbnail,
    DateTimeOffset PublishedAt,
    double? DurationSeconds,
    string? Language,
    IReadOnlyList<string> Hashtags,
    string? Sound,
    PublicMetrics Metrics);

/// <param name="Id">The platform's own id of the channel.</param>
/// <param name="Handle">With its @, where there is one.</param>
/// <param name="Followers">Null where hidden.</param>
public sealed record PublicCreator(
    string Platform, string Id, string Name, string? Handle, Uri Link, Uri? Avatar, long? Followers, long? Views, long? Videos);

/// <param name="Keywords">Any of them; one request each where the platform has no "or".</param>
/// <param name="Region">ISO 3166-1 alpha-2.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Max">Results at most, over all keywords.</param>
public sealed record TrendQuery(
    IReadOnlyList<string> Keywords, string? Region, string? Language, DateTimeOffset PublishedAfter, int Max);

/// <summary>
/// Public videos of one platform. Errors: the day's quota is used up: <see cref="TransientException"/> <c>source_quota</c> with the time
/// until it opens again; throttled: <see cref="TransientException"/> <c>source_throttled</c>; 5xx, timeout, connection cut:
/// <see cref="TransientException"/> <c>source_unavailable</c>; key refused: <see cref="PermanentException"/> <c>source_misconfigured</c>.
/// What is private or gone is missing from an answer; a chart that a region doesn't have is empty.
/// </summary>
public interface ITrendSource
{
    TrendSourceInfo Info { get; }

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<PublicVideo>> SearchAsync(TrendQuery query, CancellationToken cancellation);

    /// <param name="category">The platform's own category id; null: all of them.</param>
    Task<IReadOnlyList<PublicVideo>> ChartAsync(string region, string? category, int max, CancellationToken cancellation);

    /// <summary>Fresh numbers by video id, in as few requests as the platform allows.</summary>
    Task<IReadOnlyDictionary<string, PublicMetrics>> MeasureAsync(IReadOnlyList<string> videoIds, CancellationToken cancellation);

    /// <param name="link">A link to the channel, its handle or its id.</param>
    /// <returns>Null: nobody there, or it is no link of this platform.</returns>
    Task<PublicCreator?> FindCreatorAsync(string link, CancellationToken cancellation);

    /// <summary>A channel's newest public videos, newest first.</summary>
    Task<IReadOnlyList<PublicVideo>> UploadsAsync(string creatorId, int max, CancellationToken cancellation);
}
