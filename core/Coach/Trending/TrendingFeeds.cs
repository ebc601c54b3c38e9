using System.Collections.Concurrent;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Coach.Trending;

/// <summary>
/// The trending cache as plans read it. What was read is kept for half a minute, ready to be compared with: every instance has its own, and being that
/// much late is all that can come of it.
/// </summary>
public sealed class TrendingFeeds(IDocumentStore store, IEnumerable<ITrendSource> sources, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ColdFresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AskedEvery = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<FeedKey, Lazy<Task<Kept>>> _kept = new();
    private readonly ConcurrentDictionary<FeedKey, DateTimeOffset> _asked = new();

    /// <summary>Whether a cold feed can become a warm one.</summary>
    public bool HasSources { get; } = sources.Any();

    /// <returns>Null: nothing is known yet.</returns>
    public async Task<Candidates?> FindAsync(FeedKey key, CancellationToken cancellation)
    {
        while (true)
        {
            Lazy<Task<Kept>> entry = _kept.GetOrAdd(key, _ => new Lazy<Task<Kept>>(() => ReadAsync(key)));
            try
            {
                Kept kept = await entry.Value.WaitAsync(cancellation);
                if (clock.GetUtcNow() < kept.Until)
                    return kept.Candidates;
            }
            catch
            {
                Drop(key, entry);
                throw;
            }

            Drop(key, entry);
        }
    }

    /// <summary>Somebody wants this feed, so it is to be kept fresh.</summary>
    public async Task AskAsync(FeedKey key, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (_asked.TryGetValue(key, out DateTimeOffset asked) && now - asked < AskedEvery)
            return;
        await SetAsync(key, [new PatchOperation(PatchKind.Set, "askedAt", now)], cancellation);
        _asked[key] = now;
    }

    internal async Task SetAsync(FeedKey key, IReadOnlyList<PatchOperation> operations, CancellationToken cancellation)
    {
        string partition = TrendingFeed.PartitionOf(key);
        while ((await store.PatchAsync<TrendingState>(Containers.CoachTrends, partition, TrendingState.TheId, operations, null, cancellation)).Status != WriteStatus.Written)
            await store.CreateAsync(Containers.CoachTrends, new TrendingState
            {
                Id = TrendingState.TheId,
                Partition = partition,
                OrgId = "none",
                CreatedBy = "coach",
                CreatedAt = clock.GetUtcNow(),
            }, cancellation);
    }

    private void Drop(FeedKey key, Lazy<Task<Kept>> entry) => _kept.TryRemove(new KeyValuePair<FeedKey, Lazy<Task<Kept>>>(key, entry));

    // Shared by all who wait for it: nobody's cancellation is everybody's.
    private async Task<Kept> ReadAsync(FeedKey key)
    {
        TrendingFeed? feed = await store.ReadAsync<TrendingFeed>(Containers.CoachTrends, TrendingFeed.PartitionOf(key), TrendingFeed.TheId, CancellationToken.None);
        DateTimeOffset now = clock.GetUtcNow();
        var alive = feed?.Videos.Where(video => now - video.FoundAt < TrendingFeed.Life).ToList() ?? [];
        return alive.Count == 0 ? new Kept(null, now + ColdFresh) : new Kept(new Candidates(feed!.Model, alive), now + Fresh);
    }

    private sealed record Kept(Candidates? Candidates, DateTimeOffset Until);
}
