using Shortloop.Core.Accounts;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing;

/// <summary>What an organisation may do, by the tier it is in.</summary>
public sealed class Entitlements(IDocumentStore store, PriceList prices)
{
    /// <summary>An organisation that isn't there is on the free tier. The person at this machine has no limits: there is nobody to pay.</summary>
    public async Task<Tier> OfAsync(string orgId, CancellationToken cancellation) => orgId == Principal.LocalOwner.OrgId
        ? prices.Local
        : prices.Of((await store.ReadAsync<Organisation>(Containers.Organisations, orgId, orgId, cancellation))?.Tier);
}
