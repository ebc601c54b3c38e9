using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing;

/// <summary>
/// Keeps an organisation's tier what its subscriptions at the provider say. Of several who do so at once the one with the older view loses: the
/// account is read before the provider is asked, and written only if it is still the same.
/// </summary>
public sealed class KeepTier(
    IDocumentStore store, IPayments payments, BillingAccounts accounts, PriceList prices, AuditLog audit, TellOwners owners, TimeProvider clock)
{
    private const int Patience = 50;

    public async Task SyncAsync(string subscriptionId, CancellationToken cancellation)
    {
        if (await payments.GetSubscriptionAsync(subscriptionId, cancellation) is not { } known || Ware.Of(known.Metadata) is not { } ware || !IsSold(ware.Tier)
            || await store.ReadAsync<Organisation>(Containers.Organisations, ware.OrgId, ware.OrgId, cancellation) is null)
            return;
        BillingAccount account = await ReadBackAsync(ware, subscriptionId, cancellation);
        await WriteTierAsync(account.OrgId, cancellation);
        if (account.Untold)
            await TellAsync(account, cancellation);
    }

    private async Task<BillingAccount> ReadBackAsync(Ware ware, string subscriptionId, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            BillingAccount account = await accounts.ReadAsync(ware.OrgId, cancellation);
            PaymentSubscription subscription = (await payments.GetSubscriptionAsync(subscriptionId, cancellation))!;
            KnownSubscription seen = await LookAsync(subscription, ware.Tier!, cancellation);
            if (await accounts.WriteAsync(With(account, seen, subscription.CustomerId), cancellation) is { } written)
                return written;
        }

        throw new TransientException("billing_busy", "The billing account of this organisation is being changed too often. Try again.");
    }

    private async Task<KnownSubscription> LookAsync(PaymentSubscription subscription, string tier, CancellationToken cancellation)
    {
        (bool counts, DateTimeOffset? until) = subscription.Status switch
        {
            SubscriptionStatus.Active or SubscriptionStatus.Trialing => (true, null),
            SubscriptionStatus.Incomplete or SubscriptionStatus.IncompleteExpired => (false, null),
            _ => UntilPaid(subscription, await PaidUntilAsync(subscription, cancellation)),
        };
        return new KnownSubscription(subscription.Id, tier, subscription.Status, subscription.PeriodEnd, subscription.CancelsAtPeriodEnd, counts, until);
    }

    // By the provider's own times: what was paid is used up when it has ended after it, or has begun a period that isn't paid.
    private static (bool Counts, DateTimeOffset? Until) UntilPaid(PaymentSubscription subscription, DateTimeOffset? paidUntil) =>
        paidUntil is { } until && !(subscription.EndedAt >= until) && !(subscription.PeriodStart >= until) ? (true, until) : (false, null);

    private async Task<DateTimeOffset?> PaidUntilAsync(PaymentSubscription subscription, CancellationToken cancellation) =>
        subscription.LatestInvoiceId is { } id && await payments.GetInvoiceAsync(id, cancellation) is { } invoice
            ? invoice.Status == InvoiceStatus.Paid ? invoice.PeriodEnd : invoice.PeriodStart
            : subscription.PeriodStart;

    private BillingAccount With(BillingAccount account, KnownSubscription seen, string customerId)
    {
        BillingAccount next = account with
        {
            CustomerId = account.CustomerId ?? customerId,
            Subscriptions = [.. account.Subscriptions.Where(other => other.Id != seen.Id && !(other.IsOver && !other.Counts)), seen],
        };
        KnownSubscription? best = next.Subscriptions
            .Where(one => one.Counts && !(one.PaidUntil <= clock.GetUtcNow())).MaxBy(one => (prices.Of(one.Tier).PriceCents, one.PaidUntil ?? DateTimeOffset.MaxValue));
        return best?.Tier == account.Tier
            ? next with { TierUntil = best?.PaidUntil }
            : next with { Tier = best?.Tier, TierUntil = best?.PaidUntil, TierChanges = account.TierChanges + 1, Untold = true };
    }

    // Always written, even if it says so already: whoever is about to write what an older account said must fail on it.
    private async Task WriteTierAsync(string orgId, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            Organisation? organisation = await store.ReadAsync<Organisation>(Containers.Organisations, orgId, orgId, cancellation);
            BillingAccount account = await accounts.ReadAsync(orgId, cancellation);
            // A tier by agreement was given by a person; it isn't billing's to take.
            if (organisation is null || prices.Of(organisation.Tier).PriceCents is null)
                return;
            Organisation next = organisation with { Tier = account.Tier, TierUntil = account.TierUntil };
            if ((await store.ReplaceAsync(Containers.Organisations, next, cancellation)).Status == WriteStatus.Written)
                return;
        }

        throw new TransientException("billing_busy", "This organisation is being changed too often. Try again.");
    }

    private async Task TellAsync(BillingAccount account, CancellationToken cancellation)
    {
        string tier = account.Tier ?? prices.Tiers[0].Name;
        string occasion = account.TierChanges.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await audit.AppendAsync(account.OrgId, "billing", "tier_changed", account.OrgId, tier, cancellation);
        await owners.TellAsync(account.OrgId, NoticeKind.TierChanged, account.OrgId, occasion, new Dictionary<string, string> { ["tier"] = tier }, cancellation);
        // If it was changed meanwhile, whoever did that tells of the newer state.
        await accounts.WriteAsync(account with { Untold = false }, cancellation);
    }

    private bool IsSold(string? tier) => prices.Tiers.Any(one => one.Name == tier && one.PriceCents > 0);
}
