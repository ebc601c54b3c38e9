using Shortloop.Core.Billing;
using Shortloop.Core.Edits;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.MoneyBench;

/// <summary>Final balance = sum of the ledger, never negative, no charge without its work, no work without its charge, each payment once.</summary>
/// <param name="Ordered">Renders there are.</param>
/// <param name="Charged">Of these, those that were made and paid.</param>
internal sealed record Verdict(int Ordered, int Charged, int Entries, IReadOnlyList<string> Violations)
{
    public static async Task<Verdict> OfAsync(IDocumentStore store, Books books)
    {
        List<LedgerEntry> entries = await AllAsync<LedgerEntry>(store, Containers.Ledger, new Condition("cause", Comparison.NotEqual, null));
        List<Reservation> open = await AllAsync<Reservation>(store, Containers.Ledger, new Condition("status", Comparison.Equal, "open"));
        List<RenderJob> renders = await AllAsync<RenderJob>(store, Containers.Renders, new Condition("attempt", Comparison.Greater, 0));
        CreditBalance balance = (await store.ReadAsync<CreditBalance>(Containers.Ledger, MoneySettings.OrgId, CreditBalance.TheId, default))!;
        Organisation organisation = (await store.ReadAsync<Organisation>(Containers.Organisations, MoneySettings.OrgId, MoneySettings.OrgId, default))!;

        List<string> found = [.. LedgerFaults([.. entries.OrderBy(entry => entry.Sequence)], balance)];
        found.AddRange(open.Select(one => $"{one.Work} is still reserved."));
        if (balance.Reserved != 0)
            found.Add($"{balance.Reserved} credits are reserved at the end.");
        if (organisation.Tier is not null)
            found.Add($"The subscription has ended, and the tier is still {organisation.Tier}.");
        found.AddRange(entries.GroupBy(entry => (entry.Kind, entry.Cause)).Where(same => same.Count() > 1).Select(same => $"{same.Key.Kind} {same.Key.Cause} was entered {same.Count()} times."));
        ILookup<(EntryKind Kind, string Cause), int> amounts = entries.ToLookup(entry => (entry.Kind, entry.Cause), entry => entry.Amount);
        found.AddRange(WorkFaults(renders, amounts));
        found.AddRange(PaymentFaults(books, amounts));
        return new Verdict(renders.Count, renders.Count(render => render.Status == RenderStatus.Succeeded), entries.Count, found);
    }

    private static IEnumerable<string> LedgerFaults(List<LedgerEntry> entries, CreditBalance balance)
    {
        (int sum, long sequence) = (0, 0);
        foreach (LedgerEntry entry in entries)
        {
            sum += entry.Amount;
            sequence++;
            if (entry.Sequence != sequence || entry.BalanceAfter != sum || sum < 0)
                yield return $"Entry {entry.Sequence} ({entry.Cause}) says {entry.BalanceAfter} where the sum is {sum} and the number {sequence}.";
        }

        if (balance.Balance != sum || balance.Sequence != sequence)
            yield return $"The balance says {balance.Balance} after {balance.Sequence} entries; the sum of {sequence} is {sum}.";
    }

    private static IEnumerable<string> WorkFaults(List<RenderJob> renders, ILookup<(EntryKind Kind, string Cause), int> amounts)
    {
        HashSet<string> made = [];
        foreach (RenderJob render in renders.Where(render => render.Status == RenderStatus.Succeeded))
        {
            made.Add(render.Id);
            // A credit for each three platforms.
            int price = 1 + ((render.Platforms.Count - 1) / 3);
            int paid = -amounts[(EntryKind.Usage, render.Id)].Sum();
            if (paid != price)
                yield return $"{render.Id} was made and paid with {paid} instead of {price}.";
        }

        foreach (string work in amounts.Where(entry => entry.Key.Kind == EntryKind.Usage && !made.Contains(entry.Key.Cause)).Select(entry => entry.Key.Cause))
            yield return $"{work} was paid and not made.";
    }

    private static IEnumerable<string> PaymentFaults(Books books, ILookup<(EntryKind Kind, string Cause), int> amounts)
    {
        foreach (var (key, (least, most)) in books.Expected)
        {
            if (!amounts.Contains(key))
                yield return $"{key.Kind} {key.Cause} is missing.";
            else if (amounts[key].Sum() is var amount && (amount < least || amount > most))
                yield return $"{key.Kind} {key.Cause} is {amount}; {least} to {most} was expected.";
        }

        foreach (var key in amounts.Select(entry => entry.Key).Where(key => key.Kind is EntryKind.Purchase or EntryKind.Monthly or EntryKind.Refund && !books.Expected.ContainsKey(key)))
            yield return $"{key.Kind} {key.Cause} was never paid.";
    }

    private static async Task<List<T>> AllAsync<T>(IDocumentStore store, Container container, Condition which)
        where T : Document
    {
        List<T> all = [];
        string? next = null;
        do
        {
            Page<T> page = await store.QueryAsync<T>(container, new DocumentQuery(MoneySettings.OrgId, [which], Limit: 1000, Continuation: next), default);
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return all;
    }
}
