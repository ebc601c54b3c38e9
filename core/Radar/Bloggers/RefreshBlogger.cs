using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Radar.Bloggers;

/// <summary>Looks at a followed creator anew: their own numbers, and their newest videos, of which the young ones are watched.</summary>
public sealed class RefreshBlogger(
    IDocumentStore store, TrendSources sources, WatchStore watches, TakeInVideos takeIn, TrendVideoStore videos, EventLog events, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(20);

    /// <summary>Not more often: it takes two or three requests.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(11);

    /// <summary>The same, where a person waits: what a source can't say now is said on the creator's page, and tried again by the next round.</summary>
    /// <returns>Null: the creator is no longer followed.</returns>
    public async Task<Blogger?> TryAsync(string orgId, string bloggerId, CancellationToken cancellation)
    {
        try
        {
            await ExecuteAsync(orgId, bloggerId, cancellation);
        }
        catch (WorkException error)
        {
            await ChangeAsync(orgId, bloggerId, blogger => blogger with { Obstacle = error.Message }, cancellation);
        }

        return await store.ReadAsync<Blogger>(Containers.Bloggers, orgId, bloggerId, cancellation);
    }

    /// <returns>Videos seen, and those of them that weren't known.</returns>
    public async Task<TakenIn> ExecuteAsync(string orgId, string bloggerId, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Blogger>(Containers.Bloggers, orgId, bloggerId, cancellation) is not { Source: not null } blogger)
            return TakenIn.Nothing;
        IReadOnlyList<ITrendSource> allowed = sources.For(await watches.ReadAsync(orgId, cancellation));
        if (allowed.FirstOrDefault(one => one.Info.Name == blogger.Source && one.Info.Platform == blogger.Platform) is not { } source)
            return await NoteAsync(blogger, "Its source is not among those that you allow. See the settings of the watch.", cancellation);
        PublicCreator? creator = await source.FindCreatorAsync(blogger.CreatorId, cancellation);
        IReadOnlyList<PublicVideo> uploads = creator is null ? [] : await source.UploadsAsync(blogger.CreatorId, Blogger.MaxUploads, cancellation);
        await watches.SpendAsync(orgId, "lookups", 2, cancellation);
        if (creator is null)
            return await NoteAsync(blogger, "Nobody public is there any more. Give their new link, or remove them.", cancellation);

        Baseline? baseline = Baseline.Of(await videos.HistoriesAsync(orgId, uploads, cancellation));
        DateTimeOffset now = clock.GetUtcNow();
        await ChangeAsync(orgId, bloggerId, one => one with
        {
            Handle = creator.Handle ?? one.Handle,
            Avatar = creator.Avatar ?? one.Avatar,
            Counts = Count(one.Counts, new AudienceCount(now, creator.Followers, creator.Views, creator.Videos)),
            Uploads = [.. uploads.Select(BloggerVideo.Of)],
            Baseline = baseline,
            RefreshedAt = now,
            Obstacle = null,
        }, cancellation);
        TakenIn taken = await takeIn.ExecuteAsync(orgId, source.Info.Name, uploads, (_, _) => Task.FromResult(baseline), bloggerId, cancellation);
        await events.AppendAsync(orgId, "shortloop", "blogger", bloggerId, null, cancellation);
        return taken;
    }

    private async Task<TakenIn> NoteAsync(Blogger blogger, string obstacle, CancellationToken cancellation)
    {
        await ChangeAsync(blogger.OrgId, blogger.Id, one => one with { Obstacle = obstacle, RefreshedAt = clock.GetUtcNow() }, cancellation);
        return TakenIn.Nothing;
    }

    /// <summary>One a day stays: the newest takes the place of the one before it while that lies within a day of its own forerunner.</summary>
    internal static IReadOnlyList<AudienceCount> Count(IReadOnlyList<AudienceCount> before, AudienceCount now)
    {
        List<AudienceCount> kept = [.. before.Where(count => count.At > now.At - TimeSpan.FromDays(Blogger.MaxCounts))];
        if (kept.Count > 1 && kept[^1].At - kept[^2].At < Day)
            kept.RemoveAt(kept.Count - 1);
        return [.. kept, now];
    }

    private async Task ChangeAsync(string orgId, string bloggerId, Func<Blogger, Blogger> change, CancellationToken cancellation)
    {
        while (await store.ReadAsync<Blogger>(Containers.Bloggers, orgId, bloggerId, cancellation) is { } present)
            if ((await store.ReplaceAsync(Containers.Bloggers, change(present), cancellation)).Status != WriteStatus.Changed)
                return;
    }
}
