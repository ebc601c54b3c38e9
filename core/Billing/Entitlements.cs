using Shortloop.Core.Accounts;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing;

/// <summary>What an organisation may do, by the tier it is in.</summary>
public sealed class Entitlements(IDocumentStore store, PriceList prices, TimeProvider clock)
{
    /// <summary>An organisation that isn't there is on the free tier. The person at this machine has no limits: there is nobody to pay.</summary>
    public async Task<Tier> OfAsync(string orgId, CancellationToken cancellation) => orgId == Principal.LocalOwner.OrgId
        ? prices.Local
        : Of(await store.ReadAsync<Organisation>(Containers.Organisations, orgId, orgId, cancellation));

    public Tier Of(Organisation? organisation) => prices.Of(organisation?.TierUntil <= clock.GetUtcNow() ? null : organisation?.Tier);
}
