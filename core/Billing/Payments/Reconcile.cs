using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing.Payments;

/// <param name="Code"><c>missing</c>, <c>other_amount</c>, <c>without_payment</c>, <c>subscription_differs</c>, <c>sum_differs</c>.</param>
/// <param name="Cause">The provider's id that it is about; of a sum, the organisation's.</param>
/// <param name="Repaired">What was missing was entered, what differed was read back.</param>
public sealed record Difference(string OrgId, string Code, string Cause, string Message, bool Repaired);

/// <param name="Events">How many of the provider's events were looked at.</param>
/// <param name="Movements">How many movements of credits follow from them.</param>
public sealed record Reconciliation(int Events, int Movements, IReadOnlyList<Difference> Differences);

/// <summary>
/// Holds the ledgers against what the provider says happened. Repairing enters what is missing, just as the webhook would have, and reads subscriptions
/// back; nothing is ever taken out of a ledger: what is too much is for a person to look at.
/// </summary>
public sealed class Reconcile(IDocumentStore store, IPayments payments, PaymentEffects effects, EnterCredits enter, KeepTier tiers, Credits credits, BillingAccounts accounts)
{
    /// <param name="since">The provider keeps its events for 30 days.</param>
    public async Task<Reconciliation> ExecuteAsync(DateTimeOffset since, bool repair, CancellationToken cancellation)
    {
        var expected = new Dictionary<(string OrgId, EntryKind Kind, string Cause), CreditMovement>();
        var subscriptions = new HashSet<string>();
        int events = 0;
        await foreach (PaymentEvent told in payments.ListEventsAsync(since, cancellation))
        {
            events++;
            if (PaymentNews.Of(told) is not { } news)
                continue;
            foreach (CreditMovement movement in await effects.OfAsync(news, cancellation))
                expected[(movement.OrgId, movement.Kind, movement.Cause)] = movement;
            if (told.Object is PaymentSubscription subscription)
                subscriptions.Add(subscription.Id);
        }

        List<Difference> found = [];
        // What brings credits before what takes them.
        foreach (CreditMovement movement in expected.Values.OrderBy(movement => movement.Kind == EntryKind.Refund))
            await CheckAsync(movement, repair, found, cancellation);
        foreach (string id in subscriptions)
            await CheckSubscriptionAsync(id, repair, found, cancellation);
        foreach (string orgId in expected.Keys.Select(key => key.OrgId).Distinct())
            await CheckLedgerAsync(orgId, since, expected, found, cancellation);
        return new Reconciliation(events, expected.Count, found);
    }

    private async Task CheckAsync(CreditMovement movement, bool repair, List<Difference> found, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Organisation>(Containers.Organisations, movement.OrgId, movement.OrgId, cancellation) is null)
            return;
        string id = LedgerEntry.IdOf(movement.Kind, movement.Cause);
        if (await store.ReadAsync<LedgerEntry>(Containers.Ledger, movement.OrgId, id, cancellation) is not { } entry)
            found.Add(new Difference(
                movement.OrgId, "missing", movement.Cause, $"{movement.Kind} of {movement.Amount} credits is not in the ledger.",
                repair && await enter.ExecuteAsync(movement, cancellation)));
        else if (movement.Kind != EntryKind.Refund && entry.Amount != movement.Amount)
            found.Add(new Difference(movement.OrgId, "other_amount", movement.Cause, $"{entry.Amount} credits were entered instead of {movement.Amount}.", false));
    }

    private async Task CheckSubscriptionAsync(string id, bool repair, List<Difference> found, CancellationToken cancellation)
    {
        if (await payments.GetSubscriptionAsync(id, cancellation) is not { } now || Ware.Of(now.Metadata) is not { } ware
            || await store.ReadAsync<Organisation>(Containers.Organisations, ware.OrgId, ware.OrgId, cancellation) is null)
            return;
        KnownSubscription? known = (await accounts.ReadAsync(ware.OrgId, cancellation)).Subscriptions.FirstOrDefault(one => one.Id == id);
        bool over = now.Status is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;
        if (known is null ? over : known.Status == now.Status && known.PeriodEnd == now.PeriodEnd)
            return;
        if (repair)
            await tiers.SyncAsync(id, cancellation);
        found.Add(new Difference(ware.OrgId, "subscription_differs", id, $"It is {now.Status}, and {known?.Status.ToString() ?? "nothing"} was known.", repair));
    }

    private async Task CheckLedgerAsync(
        string orgId, DateTimeOffset since, Dictionary<(string OrgId, EntryKind Kind, string Cause), CreditMovement> expected, List<Difference> found,
        CancellationToken cancellation)
    {
        CreditBalance balance = await credits.ReadAsync(orgId, cancellation);
        (int sum, string? next) = (0, null);
        do
        {
            Page<LedgerEntry> page = await credits.ListAsync(orgId, next, 1000, cancellation);
            foreach (LedgerEntry entry in page.Items)
            {
                // What was entered since the balance was read is not in it.
                sum += entry.Sequence <= balance.Sequence ? entry.Amount : 0;
                if (entry.Kind == EntryKind.Purchase && entry.CreatedAt >= since && !expected.ContainsKey((orgId, entry.Kind, entry.Cause))
                    && await payments.GetCheckoutAsync(entry.Cause, cancellation) is not { MayFulfil: true })
                    found.Add(new Difference(orgId, "without_payment", entry.Cause, $"{entry.Amount} credits were entered, and the provider knows of no payment.", false));
            }

            next = page.Next;
        }
        while (next is not null);
        if (sum != balance.Balance)
            found.Add(new Difference(orgId, "sum_differs", orgId, $"The entries come to {sum} credits, and the balance says {balance.Balance}.", false));
    }
}
