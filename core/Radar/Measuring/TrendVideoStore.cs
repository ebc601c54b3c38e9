using Shortloop.Core.Ports;

namespace Shortloop.Core.Radar.Measuring;

/// <summary>Watched videos, many at a time.</summary>
public sealed class TrendVideoStore(IDocumentStore store)
{
    private const int BatchSize = 100;
    private const int Patience = 20;

    public Task<TrendVideo?> FindAsync(string orgId, string id, CancellationToken cancellation) =>
        store.ReadAsync<TrendVideo>(Containers.TrendVideos, orgId, id, cancellation);

    /// <summary>Views by age of a creator's videos: what is watched counts by its looks, the rest by its one number of now.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<(double Hours, long Views)>>> HistoriesAsync(
        string orgId, IReadOnlyList<PublicVideo> uploads, CancellationToken cancellation)
    {
        var histories = new List<IReadOnlyList<(double, long)>>(uploads.Count);
        foreach (PublicVideo upload in uploads)
            if (upload.Metrics.Views is { } views)
            {
                TrendVideo? watched = await FindAsync(orgId, TrendVideo.IdOf(upload.Platform, upload.Id), cancellation);
                histories.Add([.. watched?.Points() ?? [], ((upload.Metrics.At - upload.PublishedAt).TotalHours, views)]);
            }

        return histories;
    }

    /// <summary>Those that are looked at.</summary>
    public Task<long> CountWatchedAsync(string orgId, CancellationToken cancellation) => store.CountAsync(
        Containers.TrendVideos, orgId, [new Condition("status", Comparison.NotEqual, "archived")], cancellation);

    /// <summary>New ones; one that somebody else has written meanwhile stays as it is. Cost: a transaction for each hundred.</summary>
    public async Task AddAsync(string orgId, IReadOnlyList<TrendVideo> videos, CancellationToken cancellation)
    {
        foreach (TrendVideo[] batch in videos.DistinctBy(video => video.Id).Chunk(BatchSize))
            if (await store.BatchAsync(Containers.TrendVideos, orgId, [.. batch.Select(video => new BatchOperation(BatchKind.Create, video))], cancellation) != WriteStatus.Written)
                foreach (TrendVideo video in batch)
                    await store.CreateAsync(Containers.TrendVideos, video, cancellation);
    }

    /// <summary>Changes what was read. Where another was faster, the change is made to what is there now. Cost: a transaction for each hundred.</summary>
    public async Task ChangeAsync(string orgId, IReadOnlyList<TrendVideo> read, Func<TrendVideo, TrendVideo> change, CancellationToken cancellation)
    {
        foreach (TrendVideo[] batch in read.Chunk(BatchSize))
        {
            (TrendVideo Before, TrendVideo After)[] changed = [.. batch.Select(video => (video, change(video))).Where(pair => !ReferenceEquals(pair.video, pair.Item2))];
            if (changed.Length == 0)
                continue;
            IReadOnlyList<BatchOperation> writes = [.. changed.Select(pair => new BatchOperation(BatchKind.Replace, pair.After))];
            if (await store.BatchAsync(Containers.TrendVideos, orgId, writes, cancellation) != WriteStatus.Written)
                foreach ((TrendVideo before, _) in changed)
                    await ChangeAsync(orgId, before.Id, change, cancellation);
        }
    }

    /// <summary>Deleted meanwhile: nothing happens.</summary>
    public async Task ChangeAsync(string orgId, string id, Func<TrendVideo, TrendVideo> change, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            if (await FindAsync(orgId, id, cancellation) is not { } present)
                return;
            TrendVideo changed = change(present);
            if (ReferenceEquals(changed, present)
                || (await store.ReplaceAsync(Containers.TrendVideos, changed, cancellation)).Status != WriteStatus.Changed)
                return;
        }

        throw new TransientException("trend_video_busy", "This video is being changed too often. Try again.");
    }
}
