using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Own;
using Shortloop.Core.Radar.Trends;

namespace Shortloop.Core.Radar.Watching;

/// <summary>
/// Puts away what has had its time: videos of more than seven days, videos of more than a day that hardly gain any views, trends that have been quiet
/// for a week. What is put away drops out of the store by itself later. Safe to repeat.
/// </summary>
public sealed class CleanTrends(IDocumentStore store, WatchStore watches, TrendVideoStore videos, OwnAccounts accounts, TimeProvider clock)
{
    private const int PageSize = 500;

    private static readonly TimeSpan Settled = TimeSpan.FromHours(24);

    private static readonly Condition[] Watched = [new("status", Comparison.NotEqual, "archived")];

    /// <returns>Where to go on; null: done.</returns>
    public async Task<string?> ExecuteAsync(WatchInput input, CancellationToken cancellation)
    {
        TrendWatch watch = await watches.ReadAsync(input.OrgId, cancellation);
        Page<TrendVideo> page = await store.QueryAsync<TrendVideo>(
            Containers.TrendVideos, new DocumentQuery(input.OrgId, Watched, Limit: PageSize, Continuation: input.Continuation), cancellation);
        await videos.ChangeAsync(
            input.OrgId, page.Items, video => IsOver(video, watch, input.At) ? video.Archive(input.At) : video, cancellation);
        if (page.Next is null)
            await EndAsync(input, watch, cancellation);
        return page.Next;
    }

    internal static bool IsOver(TrendVideo video, TrendWatch watch, DateTimeOffset now) =>
        video.Status != TrendStatus.Archived
        && (video.PublishedAt <= now - TrendVideo.Watched
            || (video.PublishedAt <= now - Settled && video.Trends.Count == 0 && video.Velocity < watch.MinVelocity));

    private async Task EndAsync(WatchInput input, TrendWatch watch, CancellationToken cancellation)
    {
        Page<Trend> trends = await store.QueryAsync<Trend>(Containers.Trends, new DocumentQuery(input.OrgId, Watched, Limit: 1000), cancellation);
        foreach (Trend trend in trends.Items.Where(trend => trend.LastRisingAt <= input.At - Trend.Quiet))
            await store.ReplaceAsync(
                Containers.Trends, trend with { Status = TrendStatus.Archived, TtlSeconds = (int)Trend.KeptArchived.TotalSeconds }, cancellation);
        bool shares = watch.Keywords.Count + watch.Regions.Count > 0
            || await store.CountAsync(Containers.Bloggers, input.OrgId, null, cancellation) > 0;
        bool own = (await accounts.FindAsync(input.OrgId, cancellation)).Readable.Count > 0;
        bool active = shares || own || await store.CountAsync(Containers.TrendVideos, input.OrgId, Watched, cancellation) > 0;
        await watches.SetAsync(
            input.OrgId, cancellation, ("active", active), ("ownOnly", own && !shares), ("cleanup", new RoundReport(clock.GetUtcNow(), 0, 0, null)));
    }
}
