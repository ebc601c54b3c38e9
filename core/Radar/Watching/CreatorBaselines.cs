using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Bloggers;
using Shortloop.Core.Radar.Measuring;

namespace Shortloop.Core.Radar.Watching;

/// <summary>What a creator usually has, remembered for a week.</summary>
public sealed record CreatorMemory(Baseline? Baseline) : Document
{
    public static string IdOf(string platform, string creatorId) => Ids.Derived("crt", platform, creatorId);
}

/// <summary>Finds what creators usually have: remembered, or asked for as long as the allowance lasts.</summary>
public sealed class CreatorBaselines(IDocumentStore store, WatchStore watches, TimeProvider clock)
{
    private const int Videos = 30;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <param name="lookups">How many creators may be asked for.</param>
    /// <returns>For <see cref="TakeInVideos"/>; and what was asked, to be counted by <see cref="SpendAsync"/>.</returns>
    public Lookup Begin(string orgId, ITrendSource source, int lookups) => new(this, orgId, source, lookups);

    public Task SpendAsync(Lookup lookup, CancellationToken cancellation) => watches.SpendAsync(lookup.OrgId, "lookups", lookup.Asked, cancellation);

    public sealed class Lookup(CreatorBaselines owner, string orgId, ITrendSource source, int lookups)
    {
        private readonly Dictionary<string, Baseline?> _here = [];

        public string OrgId => orgId;

        public int Asked { get; private set; }

        public async Task<Baseline?> OfAsync(PublicVideo video, CancellationToken cancellation)
        {
            if (_here.TryGetValue(video.CreatorId, out Baseline? known))
                return known;
            return _here[video.CreatorId] = await FindAsync(video, cancellation);
        }

        private async Task<Baseline?> FindAsync(PublicVideo video, CancellationToken cancellation)
        {
            if (await owner.RecallAsync(orgId, video, cancellation) is { } remembered)
                return remembered.Baseline;
            if (Asked >= lookups)
                return null;
            Asked++;
            try
            {
                return await owner.AskAsync(orgId, source, video, cancellation);
            }
            catch (TransientException)
            {
                // Without it the video has no viral score yet; a video is worth more than its score.
                Asked = lookups;
                return null;
            }
        }
    }

    private async Task<CreatorMemory?> RecallAsync(string orgId, PublicVideo video, CancellationToken cancellation) =>
        await store.ReadAsync<Blogger>(Containers.Bloggers, orgId, Blogger.IdOf(video.Platform, video.CreatorId), cancellation) is { Baseline: { } baseline }
            ? Memory(orgId, video, baseline)
            : await store.ReadAsync<CreatorMemory>(Containers.Creators, orgId, CreatorMemory.IdOf(video.Platform, video.CreatorId), cancellation);

    private async Task<Baseline?> AskAsync(string orgId, ITrendSource source, PublicVideo video, CancellationToken cancellation)
    {
        IReadOnlyList<PublicVideo> uploads = await source.UploadsAsync(video.CreatorId, Videos, cancellation);
        Baseline? baseline = Baseline.Of(uploads
            .Where(upload => upload.Id != video.Id && upload.Metrics.Views is not null)
            .Select(upload => (IReadOnlyList<(double, long)>)[((upload.Metrics.At - upload.PublishedAt).TotalHours, upload.Metrics.Views!.Value)]));
        await store.UpsertAsync(Containers.Creators, Memory(orgId, video, baseline), cancellation);
        return baseline;
    }

    private CreatorMemory Memory(string orgId, PublicVideo video, Baseline? baseline) => new(baseline)
    {
        Id = CreatorMemory.IdOf(video.Platform, video.CreatorId),
        Partition = orgId,
        OrgId = orgId,
        CreatedBy = "shortloop",
        CreatedAt = clock.GetUtcNow(),
        TtlSeconds = (int)Remembered.TotalSeconds,
    };
}
