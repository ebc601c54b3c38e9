using System.Text.Json.Serialization;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;

namespace Shortloop.Core.Radar.Bloggers;

/// <summary>A creator's own numbers on one day. Null where hidden.</summary>
public sealed record AudienceCount(DateTimeOffset At, long? Followers, long? Views, long? Videos);

/// <summary>One of a creator's newest videos, with its newest numbers.</summary>
public sealed record BloggerVideo(
    string VideoId, string Title, Uri Link, Uri? Thumbnail, DateTimeOffset PublishedAt, double? DurationSeconds, long? Views, long? Likes, long? Comments,
    long? Shares, DateTimeOffset At)
{
    public static BloggerVideo Of(PublicVideo video) => new(
        video.Id, video.Title, video.Link, video.Thumbnail, video.PublishedAt, video.DurationSeconds, video.Metrics.Views, video.Metrics.Likes,
        video.Metrics.Comments, video.Metrics.Shares, video.Metrics.At);

    [JsonIgnore]
    public double AgeHours => (At - PublishedAt).TotalHours;

    [JsonIgnore]
    public Engagement? Engagement => Measuring.Engagement.Of(new PublicMetrics(Views, Likes, Comments, Shares, At));
}

/// <summary>A creator whom an organisation follows.</summary>
public sealed record Blogger : Document
{
    /// <summary>Counts older than this are dropped, by the platforms' terms.</summary>
    public const int MaxCounts = 30;

    public const int MaxUploads = 50;

    /// <summary><c>youtube</c>, <c>tiktok</c> or <c>instagram</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The platform's own id; where no source knows the creator, the handle.</summary>
    public required string CreatorId { get; init; }

    /// <summary>As the organisation calls them.</summary>
    public required string Name { get; init; }

    public string Note { get; init; } = "";

    public string? Handle { get; init; }

    public required Uri Link { get; init; }

    public Uri? Avatar { get; init; }

    /// <summary>Which source looks at them; null: none can.</summary>
    public string? Source { get; init; }

    /// <summary>One a day, oldest first.</summary>
    public IReadOnlyList<AudienceCount> Counts { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<BloggerVideo> Uploads { get; init; } = [];

    public Baseline? Baseline { get; init; }

    /// <summary>When a source was last asked; null: never.</summary>
    public DateTimeOffset? RefreshedAt { get; init; }

    /// <summary>What stands in the way of numbers, in a sentence; null: nothing.</summary>
    public string? Obstacle { get; init; }

    /// <summary>A creator is followed once.</summary>
    public static string IdOf(string platform, string creatorId) => Ids.Derived("blg", platform, creatorId);
}
