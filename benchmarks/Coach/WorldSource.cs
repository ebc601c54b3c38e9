using Shortloop.Core.Ports;
using Shortloop.Sandbox.World;

namespace Shortloop.Bench.Coach;

/// <summary>A clock that the benchmark moves.</summary>
internal sealed class SimulatedClock(DateTimeOffset begin) : TimeProvider
{
    private DateTimeOffset _now = begin;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}

/// <summary>The sandbox's world of creators, asked directly: what its platform would answer, without the way there.</summary>
internal sealed class WorldSource(CreatorWorld world, TimeProvider clock) : ITrendSource
{
    public TrendSourceInfo Info => new("world", "youtube", true, "The sandbox's world.");

    public Task<IReadOnlyList<PublicVideo>> SearchAsync(TrendQuery query, CancellationToken cancellation) => Found(Public(query.PublishedAfter)
        .Where(video => video.Language == query.Language && query.Keywords.Any(word => Says(video, word))).OrderByDescending(video => video.PublishedAt).Take(query.Max));

    public Task<IReadOnlyList<PublicVideo>> ChartAsync(string region, string? category, int max, CancellationToken cancellation) => Found(Public(clock.GetUtcNow().AddDays(-7))
        .Where(video => video.Language == WorldLanguages.OfRegion(region) && (category is null || WorldCategories.YouTubeId(video.Category) == category))
        .OrderByDescending(video => world.MetricsAt(video, clock.GetUtcNow()).Views).Take(max));

    public Task<IReadOnlyDictionary<string, PublicMetrics>> MeasureAsync(IReadOnlyList<string> videoIds, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, PublicMetrics>>(videoIds.Select(world.FindVideo).OfType<WorldVideo>().ToDictionary(video => video.Id, MetricsOf));

    public Task<PublicCreator?> FindCreatorAsync(string link, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<PublicVideo>> UploadsAsync(string creatorId, int max, CancellationToken cancellation) => throw new NotSupportedException();

    private IEnumerable<WorldVideo> Public(DateTimeOffset after) => world.VideosPublished(after, clock.GetUtcNow());

    private static bool Says(WorldVideo video, string word) =>
        video.Title.Contains(word, StringComparison.OrdinalIgnoreCase) || video.HashtagList.Contains(word.Replace(" ", "", StringComparison.Ordinal));

    private Task<IReadOnlyList<PublicVideo>> Found(IEnumerable<WorldVideo> videos) => Task.FromResult<IReadOnlyList<PublicVideo>>([.. videos.Select(Of)]);

    private PublicVideo Of(WorldVideo video) => new(
        "youtube", video.Id, video.Creator.Id, video.Creator.Name, video.Title, video.Description, new Uri($"https://www.youtube.com/watch?v={video.Id}"),
        new Uri($"https://i.ytimg.com/vi/{video.Id}/hqdefault.jpg"), video.PublishedAt, video.DurationSeconds, video.Language, video.HashtagList, null, MetricsOf(video));

    private PublicMetrics MetricsOf(WorldVideo video)
    {
        var metrics = world.MetricsAt(video, clock.GetUtcNow());
        return new(metrics.Views, metrics.Likes, metrics.Comments, null, clock.GetUtcNow());
    }
}
