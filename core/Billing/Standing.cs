using Shortloop.Core.Accounts;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing;

/// <param name="RenewsAt">When the subscription is charged again.</param>
/// <param name="EndsAt">When the tier ends.</param>
public sealed record StandingNow(PriceList Prices, Tier Tier, CreditBalance Balance, DateTimeOffset? RenewsAt, DateTimeOffset? EndsAt);

/// <summary>How an organisation stands: tier, credits, what comes next.</summary>
public sealed class Standing(IDocumentStore store, Entitlements entitlements, Credits credits, BillingAccounts accounts, PriceList prices)
{
    public async Task<StandingNow> ReadAsync(Principal caller, CancellationToken cancellation)
    {
        Tier tier = await entitlements.OfAsync(caller.OrgId, cancellation);
        CreditBalance balance = await credits.ReadAsync(caller.OrgId, cancellation);
        BillingAccount account = await accounts.ReadAsync(caller.OrgId, cancellation);
        Organisation? organisation = await store.ReadAsync<Organisation>(Containers.Organisations, caller.OrgId, caller.OrgId, cancellation);
        KnownSubscription? running = account.Subscriptions.FirstOrDefault(one => one.Counts && one.Tier == tier.Name);
        return new StandingNow(
            prices, tier, balance,
            running is { IsOver: false, CancelsAtPeriodEnd: false, PaidUntil: null } ? running.PeriodEnd : null,
            running is { CancelsAtPeriodEnd: true, PaidUntil: null } ? running.PeriodEnd : organisation?.TierUntil);
    }
}
