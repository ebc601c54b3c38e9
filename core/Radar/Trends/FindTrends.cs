using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;

namespace Shortloop.Core.Radar.Trends;

/// <summary>What watched videos are listed by.</summary>
public enum VideoOrder
{
    Found,
    Published,
    Velocity,
    Viral,
}

/// <summary>Lists of watched videos and of trends. Cost: the page for those by creation; the organisation's documents where they are put into another order.</summary>
public sealed class FindTrends(IDocumentStore store)
{
    private static readonly Dictionary<VideoOrder, string> Paths = new()
    {
        [VideoOrder.Found] = "createdAt",
        [VideoOrder.Published] = "publishedAt",
        [VideoOrder.Velocity] = "velocity",
        [VideoOrder.Viral] = "viral.score",
    };

    /// <param name="status">Null: those that are looked at.</param>
    public Task<Page<TrendVideo>> VideosAsync(
        Principal caller, TrendStatus? status, string? platform, string? bloggerId, VideoOrder order, string? after, int limit, CancellationToken cancellation)
    {
        List<Condition> where = [StatusIs(status)];
        if (platform is not null)
            where.Add(new Condition("platform", Comparison.Equal, platform));
        if (bloggerId is not null)
            where.Add(new Condition("bloggerId", Comparison.Equal, bloggerId));
        return store.QueryAsync<TrendVideo>(
            Containers.TrendVideos, new DocumentQuery(caller.OrgId, where, Paths[order], Descending: true, limit, after), cancellation);
    }

    public Task<TrendVideo?> VideoAsync(Principal caller, string id, CancellationToken cancellation) =>
        store.ReadAsync<TrendVideo>(Containers.TrendVideos, caller.OrgId, id, cancellation);

    /// <summary>Strongest first.</summary>
    /// <param name="status">Null: those that are not archived.</param>
    public Task<Page<Trend>> TrendsAsync(Principal caller, TrendType? type, TrendStatus? status, string? after, int limit, CancellationToken cancellation)
    {
        List<Condition> where = [StatusIs(status)];
        if (type is { } one)
            where.Add(new Condition("type", Comparison.Equal, Word(one)));
        return store.QueryAsync<Trend>(Containers.Trends, new DocumentQuery(caller.OrgId, where, "score", Descending: true, limit, after), cancellation);
    }

    /// <returns>Null: no such trend. Its strongest videos, as far as they are kept.</returns>
    public async Task<(Trend Trend, IReadOnlyList<TrendVideo> Videos)?> TrendAsync(Principal caller, string id, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Trend>(Containers.Trends, caller.OrgId, id, cancellation) is not { } trend)
            return null;
        var videos = new List<TrendVideo>();
        foreach (string videoId in trend.TopVideos)
            if (await VideoAsync(caller, videoId, cancellation) is { } video)
                videos.Add(video);
        return (trend, videos);
    }

    private static Condition StatusIs(TrendStatus? status) =>
        status is { } one ? new Condition("status", Comparison.Equal, Word(one)) : new Condition("status", Comparison.NotEqual, "archived");

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
