using System.Collections.Concurrent;
using Shortloop.Core.Ports;
using Shortloop.Sandbox.World;

namespace Shortloop.Bench.Radar;

/// <summary>The simulated world as a source, asked directly: what the platform's API would say, at the clock's instant.</summary>
internal sealed class WorldSource(CreatorWorld world, TimeProvider clock) : ITrendSource
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<string, PublicVideo> _known = new();

    public TrendSourceInfo Info { get; } = new("world", "youtube", Official: true, "The simulated world.");

    /// <summary>Requests so far.</summary>
    public int Requests { get; private set; }

    public Task<IReadOnlyList<PublicVideo>> SearchAsync(TrendQuery query, CancellationToken cancellation) => Answer(Newest(query.PublishedAfter)
        .Where(video => query.Language is null || video.Language == query.Language)
        .Where(video => query.Keywords.Any(word => Matches(Described(video), word)))
        .Take(query.Max)
        .Select(Public));

    public Task<IReadOnlyList<PublicVideo>> ChartAsync(string region, string? category, int max, CancellationToken cancellation) => Answer(Newest(Now - Week)
        .Where(video => video.Language == WorldLanguages.OfRegion(region))
        .OrderByDescending(video => world.MetricsAt(video, Now).Views)
        .Take(max)
        .Select(Public));

    public Task<IReadOnlyDictionary<string, PublicMetrics>> MeasureAsync(IReadOnlyList<string> videoIds, CancellationToken cancellation)
    {
        Requests++;
        return Task.FromResult<IReadOnlyDictionary<string, PublicMetrics>>(
            videoIds.Select(world.FindVideo).OfType<WorldVideo>().ToDictionary(video => video.Id, MetricsOf));
    }

    public Task<PublicCreator?> FindCreatorAsync(string link, CancellationToken cancellation) => Task.FromResult(
        world.FindCreator(link) is { } creator
            ? new PublicCreator("youtube", creator.Id, creator.Name, creator.Handle, new Uri($"https://www.youtube.com/channel/{creator.Id}"), null, creator.FollowersAt(Now), null, null)
            : null);

    public Task<IReadOnlyList<PublicVideo>> UploadsAsync(string creatorId, int max, CancellationToken cancellation) =>
        Answer(world.FindCreator(creatorId) is { } creator ? world.Uploads(creator, Now).Take(max).Select(Public) : []);

    private DateTimeOffset Now => clock.GetUtcNow();

    private IEnumerable<WorldVideo> Newest(DateTimeOffset after) => world.VideosPublished(after, Now).Reverse();

    private static bool Matches(PublicVideo video, string word) =>
        video.Hashtags.Contains(word) || video.Title.Contains(word, StringComparison.OrdinalIgnoreCase);

    private PublicVideo Public(WorldVideo video) => Described(video) with { Metrics = MetricsOf(video) };

    private PublicVideo Described(WorldVideo video) => _known.GetOrAdd(video.Id, _ => Describe(video));

    private static PublicVideo Describe(WorldVideo video) => new(
        "youtube", video.Id, video.Creator.Id, video.Creator.Name, video.Title, video.Description, new Uri($"https://www.youtube.com/watch?v={video.Id}"), null,
        video.PublishedAt, video.DurationSeconds, video.Language, video.HashtagList, null, new PublicMetrics(null, null, null, null, default));

    private PublicMetrics MetricsOf(WorldVideo video)
    {
        var seen = world.MetricsAt(video, Now);
        return new PublicMetrics(seen.Views, seen.Likes, seen.Comments, null, Now);
    }

    private Task<IReadOnlyList<PublicVideo>> Answer(IEnumerable<PublicVideo> videos)
    {
        Requests++;
        return Task.FromResult<IReadOnlyList<PublicVideo>>([.. videos]);
    }
}
