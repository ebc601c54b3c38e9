using System.Globalization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Radar.Watching;

/// <summary>Settings and state of watches.</summary>
public sealed class WatchStore(IDocumentStore store, TimeProvider clock)
{
    public async Task<TrendWatch> ReadAsync(string orgId, CancellationToken cancellation) =>
        await store.ReadAsync<TrendWatch>(Containers.Watches, orgId, TrendWatch.TheId, cancellation) ?? TrendWatch.Default(orgId);

    public async Task<WatchState> StateAsync(string orgId, CancellationToken cancellation) =>
        await store.ReadAsync<WatchState>(Containers.Watches, orgId, WatchState.TheId, cancellation) ?? New(orgId);

    /// <summary>There is something to look at from now on.</summary>
    public Task ActivateAsync(string orgId, CancellationToken cancellation) => SetAsync(orgId, cancellation, ("active", true), ("ownOnly", false));

    /// <summary>The same, for an account of the organisation's own.</summary>
    public async Task ActivateOwnAsync(string orgId, CancellationToken cancellation)
    {
        if (!(await StateAsync(orgId, cancellation)).Active)
            await SetAsync(orgId, cancellation, ("active", true), ("ownOnly", true));
    }

    /// <summary>Writes fields of the state; others that are written meanwhile stay.</summary>
    public async Task SetAsync(string orgId, CancellationToken cancellation, params (string Path, object? Value)[] fields)
    {
        IReadOnlyList<PatchOperation> set = [.. fields.Select(field => new PatchOperation(PatchKind.Set, field.Path, field.Value))];
        while ((await store.PatchAsync<WatchState>(Containers.Watches, orgId, WatchState.TheId, set, null, cancellation)).Status == WriteStatus.Absent)
            await store.CreateAsync(Containers.Watches, New(orgId), cancellation);
    }

    /// <summary>Counts requests of today.</summary>
    public async Task SpendAsync(string orgId, string field, int requests, CancellationToken cancellation)
    {
        if (requests == 0)
            return;
        WatchState state = await StateAsync(orgId, cancellation);
        if (state.Day != Today)
            await SetAsync(orgId, cancellation, ("day", Today), ("searches", 0), ("measures", 0), ("lookups", 0));
        await store.PatchAsync<WatchState>(
            Containers.Watches, orgId, WatchState.TheId, [new PatchOperation(PatchKind.Increment, field, requests)], null, cancellation);
    }

    /// <summary>What was asked today.</summary>
    public async Task<(int Searches, int Measures, int Lookups)> SpentAsync(string orgId, CancellationToken cancellation) =>
        await StateAsync(orgId, cancellation) is var state && state.Day == Today ? (state.Searches, state.Measures, state.Lookups) : (0, 0, 0);

    private string Today => clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private WatchState New(string orgId) => new()
    {
        Id = WatchState.TheId,
        Partition = orgId,
        OrgId = orgId,
        CreatedBy = "shortloop",
        CreatedAt = clock.GetUtcNow(),
    };
}
