using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Billing;

/// <param name="Limit">Null: none.</param>
public sealed record Used(long Amount, long? Limit);

/// <param name="Accounts">Platform → connected logins.</param>
/// <param name="CreditsThisMonth">Taken by work since the first of the month, UTC.</param>
public sealed record Usage(
    string Tier, Used StorageBytes, Used Members, IReadOnlyDictionary<string, Used> Accounts, int Credits, int CreditsReserved, long CreditsThisMonth);

/// <summary>
/// What an organisation has and has used, beside what its tier allows. Looked at, not counted along: it can't drift. Cost: a page for each thousand videos,
/// accounts and ledger entries of the month.
/// </summary>
public sealed class OrganisationUsage(IDocumentStore store, Entitlements entitlements, Credits credits, TimeProvider clock)
{
    public async Task<Usage> ReadAsync(string orgId, CancellationToken cancellation)
    {
        Tier tier = await entitlements.OfAsync(orgId, cancellation);
        CreditBalance balance = await credits.ReadAsync(orgId, cancellation);
        long bytes = 0, taken = 0;
        await foreach (Video video in AllAsync<Video>(Containers.Videos, new DocumentQuery(orgId, Limit: 1000), cancellation))
            bytes += video.SizeBytes;
        await foreach (LedgerEntry entry in AllAsync<LedgerEntry>(Containers.Ledger, new DocumentQuery(orgId, SinceTheFirst(), Limit: 1000), cancellation))
            taken -= entry.Amount;
        var accounts = new Dictionary<string, long>();
        await foreach (ConnectedAccount account in AllAsync<ConnectedAccount>(Containers.Accounts, new DocumentQuery(orgId, Limit: 1000), cancellation))
            accounts[account.Platform] = accounts.GetValueOrDefault(account.Platform) + 1;
        long members = await store.CountAsync(
            Containers.Organisations, orgId, [new("id", Comparison.Greater, "mem_"), new("id", Comparison.Less, "mem`")], cancellation);
        return new Usage(
            tier.Name, new Used(bytes, tier.StorageBytes == long.MaxValue ? null : tier.StorageBytes), new Used(members, tier.Members),
            accounts.ToDictionary(pair => pair.Key, pair => new Used(pair.Value, tier.AccountsPerPlatform)), balance.Balance, balance.Reserved, taken);
    }

    private Condition[] SinceTheFirst()
    {
        DateTimeOffset now = clock.GetUtcNow();
        return [new("kind", Comparison.Equal, "usage"), new("createdAt", Comparison.GreaterOrEqual, new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero))];
    }

    private async IAsyncEnumerable<T> AllAsync<T>(
        Container container, DocumentQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        where T : Document
    {
        string? next = null;
        do
        {
            Page<T> page = await store.QueryAsync<T>(container, query with { Continuation = next }, cancellation);
            foreach (T item in page.Items)
                yield return item;
            next = page.Next;
        }
        while (next is not null);
    }
}
