using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Own;

namespace Shortloop.Core.Radar.Watching;

/// <summary>Which organisations watch something, and how many of them share the sources' allowance. Cost: a query over all partitions of a small container.</summary>
public sealed class FindWatches(IDocumentStore store, OwnAccounts accounts)
{
    private const int PageSize = 20;

    private static readonly Condition[] Active = [new("active", Comparison.Equal, true)];

    private static readonly Condition[] Sharing = [.. Active, new("ownOnly", Comparison.NotEqual, true)];

    public async Task<WatchPage> ExecuteAsync(RoundInput round, CancellationToken cancellation)
    {
        // Before the first page of a discovery, so that accounts which nobody has told the watch of are found by themselves.
        if (round is { Kind: RoundKind.Discovery, Continuation: null })
            await accounts.ActivateAllAsync(cancellation);
        long sharing = await store.CountAsync(Containers.Watches, null, Sharing, cancellation);
        Page<WatchState> page = await store.QueryAsync<WatchState>(
            Containers.Watches, new DocumentQuery(null, Active, Limit: PageSize, Continuation: round.Continuation), cancellation);
        return new WatchPage([.. page.Items.Select(state => state.OrgId)], (int)sharing, page.Next);
    }
}
