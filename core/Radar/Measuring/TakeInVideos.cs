using Shortloop.Core.Billing;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Trends;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Radar.Measuring;

/// <param name="Seen">Videos that a source named and that are young enough.</param>
/// <param name="New">Of them, those that are watched from now on.</param>
/// <param name="NoRoom">Of them, those that the tier has no room for.</param>
public sealed record TakenIn(int Seen, int New, int NoRoom)
{
    public static readonly TakenIn Nothing = new(0, 0, 0);

    public static TakenIn operator +(TakenIn one, TakenIn other) => new(one.Seen + other.Seen, one.New + other.New, one.NoRoom + other.NoRoom);
}

/// <summary>
/// Takes what a source found into the watch: young public videos, each once, as many as the tier has room for. One that is watched already gets
/// another observation out of it. Safe to repeat.
/// </summary>
public sealed class TakeInVideos(TrendVideoStore videos, WatchStore watches, Entitlements entitlements, TimeProvider clock)
{
    private const int MaxTitle = 300;
    private const int MaxHashtags = 30;

    /// <param name="baselineOf">What a new video's creator usually has.</param>
    public async Task<TakenIn> ExecuteAsync(
        string orgId, string source, IReadOnlyList<PublicVideo> found, Func<PublicVideo, CancellationToken, Task<Baseline?>> baselineOf, string? bloggerId,
        CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        IReadOnlyList<string> languages = (await watches.ReadAsync(orgId, cancellation)).Languages;
        PublicVideo[] young = [.. found
            .Where(video => video.PublishedAt > now - TrendVideo.Watched && video.PublishedAt <= now + TimeSpan.FromHours(1))
            .Where(video => bloggerId is not null || Speaks(video, languages))
            .DistinctBy(video => (video.Platform, video.Id))];
        var known = new List<TrendVideo>();
        var unknown = new List<PublicVideo>();
        foreach (PublicVideo video in young)
            if (await videos.FindAsync(orgId, TrendVideo.IdOf(video.Platform, video.Id), cancellation) is { } watched)
                known.Add(watched);
            else
                unknown.Add(video);

        Dictionary<string, PublicVideo> byId = young.ToDictionary(video => TrendVideo.IdOf(video.Platform, video.Id));
        await videos.ChangeAsync(orgId, known, video => SeenAgain(video, byId[video.Id], bloggerId, now), cancellation);
        long room = unknown.Count == 0 ? 0 : await RoomAsync(orgId, cancellation);
        var added = new List<TrendVideo>();
        foreach (PublicVideo video in unknown.Take((int)Math.Min(room, unknown.Count)))
            added.Add(New(orgId, source, video, await baselineOf(video, cancellation), bloggerId, now));
        await videos.AddAsync(orgId, added, cancellation);
        return new TakenIn(young.Length, added.Count, unknown.Count - added.Count);
    }

    /// <summary>How many more videos may be watched by the tier.</summary>
    public async Task<long> RoomAsync(string orgId, CancellationToken cancellation) =>
        (await entitlements.OfAsync(orgId, cancellation)).TrackedVideos is { } most ? Math.Max(0, most - await videos.CountWatchedAsync(orgId, cancellation)) : long.MaxValue;

    private static bool Speaks(PublicVideo video, IReadOnlyList<string> languages) =>
        languages.Count == 0 || video.Language is null || languages.Contains(video.Language.Split('-')[0].ToLowerInvariant());

    private static TrendVideo SeenAgain(TrendVideo video, PublicVideo seen, string? bloggerId, DateTimeOffset now) => video.Status == TrendStatus.Archived
        ? video
        : (video with { BloggerId = bloggerId ?? video.BloggerId, Title = Cut(seen.Title, MaxTitle), Thumbnail = seen.Thumbnail ?? video.Thumbnail, Formats = seen.Title == video.Title ? video.Formats : [.. Formats.Of(seen.Title)], Hashtags = Tags(seen.Hashtags) }).With(seen.Metrics, now);

    internal static TrendVideo New(string orgId, string source, PublicVideo video, Baseline? baseline, string? bloggerId, DateTimeOffset now) => new TrendVideo
    {
        Id = TrendVideo.IdOf(video.Platform, video.Id),
        Partition = orgId,
        OrgId = orgId,
        CreatedBy = "shortloop",
        CreatedAt = now,
        Platform = video.Platform,
        VideoId = video.Id,
        CreatorId = video.CreatorId,
        CreatorName = Cut(video.CreatorName, MaxTitle),
        Title = Cut(video.Title, MaxTitle),
        Link = video.Link,
        Thumbnail = video.Thumbnail,
        PublishedAt = video.PublishedAt,
        DurationSeconds = video.DurationSeconds,
        Language = video.Language,
        Hashtags = Tags(video.Hashtags),
        Sound = video.Sound is { } sound ? Cut(sound, MaxTitle) : null,
        Formats = [.. Formats.Of(video.Title)],
        Source = source,
        BloggerId = bloggerId,
        Status = TrendStatus.Monitoring,
        Baseline = baseline,
        NextAt = now,
    }.With(video.Metrics, now);

    private static IReadOnlyList<string> Tags(IReadOnlyList<string> tags) => [.. tags.Where(tag => tag.Length is > 0 and <= 100).Take(MaxHashtags)];

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
