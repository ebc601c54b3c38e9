using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing.Payments;

/// <summary>Sends an owner to the provider's pages: to buy a pack, to subscribe, or to look after what they have.</summary>
public sealed class OpenCheckout(
    IDocumentStore store, IPayments payments, BillingAccounts accounts, PriceList prices, PublicAddress address, TimeProvider clock)
{
    private const string Currency = "usd";

    private static readonly Problem Subscribed = new(
        ProblemKind.Conflict, "subscribed_already", "This organisation has a subscription. End it in the portal first, or wait until it has run out.");

    private Uri Page => new(address.Base, "billing");

    public async Task<Outcome<PaymentCheckout>> PackAsync(Principal caller, int credits, CancellationToken cancellation)
    {
        if (NothingToPay.For(caller))
            return NothingToPay.Problem;
        if (prices.Packs.FirstOrDefault(pack => pack.Credits == credits) is not { } pack)
            return Problem.InvalidField("pack", $"A pack has one of: {string.Join(", ", prices.Packs.Select(one => one.Credits))} credits.");
        var item = new CheckoutItem($"{pack.Credits} credits", new Money(pack.PriceCents, Currency));
        return await OpenAsync(caller, CheckoutKind.Pack, item, new Ware(caller.OrgId, pack.Credits, null), cancellation);
    }

    public async Task<Outcome<PaymentCheckout>> SubscriptionAsync(Principal caller, string? tierName, CancellationToken cancellation)
    {
        if (NothingToPay.For(caller))
            return NothingToPay.Problem;
        if (prices.Tiers.FirstOrDefault(one => one.Name == tierName && one.PriceCents > 0) is not { PriceCents: { } price } tier)
            return Problem.InvalidField("tier", $"A tier to subscribe to is one of: {string.Join(", ", prices.Tiers.Where(one => one.PriceCents > 0).Select(one => one.Name))}.");
        if ((await accounts.ReadAsync(caller.OrgId, cancellation)).Subscriptions.Any(one => !one.IsOver))
            return Subscribed;
        var item = new CheckoutItem($"Shortloop {tier.Name}", new Money(price, Currency));
        return await OpenAsync(caller, CheckoutKind.Subscription, item, new Ware(caller.OrgId, null, tier.Name), cancellation);
    }

    public async Task<Outcome<Uri>> PortalAsync(Principal caller, CancellationToken cancellation) => NothingToPay.For(caller)
        ? NothingToPay.Problem
        : await payments.CreatePortalAsync(await CustomerAsync(caller, cancellation), Page, Ids.New("prt", clock), cancellation);

    private async Task<Outcome<PaymentCheckout>> OpenAsync(Principal caller, CheckoutKind kind, CheckoutItem item, Ware ware, CancellationToken cancellation)
    {
        string customer = await CustomerAsync(caller, cancellation);
        string reference = Ids.New("buy", clock);
        return await payments.CreateCheckoutAsync(
            new CheckoutRequest(kind, customer, reference, item, ware.ToMetadata(), new Uri(Page, "billing?checkout=done"), new Uri(Page, "billing?checkout=left")), reference, cancellation);
    }

    /// <summary>One an organisation: of two made at once the second is never used.</summary>
    private async Task<string> CustomerAsync(Principal caller, CancellationToken cancellation)
    {
        BillingAccount account = await accounts.ReadAsync(caller.OrgId, cancellation);
        if (account.CustomerId is { } known)
            return known;
        User? user = await store.ReadAsync<User>(Containers.Users, caller.UserId, caller.UserId, cancellation);
        Organisation? organisation = await store.ReadAsync<Organisation>(Containers.Organisations, caller.OrgId, caller.OrgId, cancellation);
        PaymentCustomer made = await payments.CreateCustomerAsync(
            new NewPaymentCustomer(user?.Email, organisation?.Name, new Ware(caller.OrgId, null, null).ToMetadata()), Ids.New("cst", clock), cancellation);
        while (account.CustomerId is null)
            account = await accounts.WriteAsync(account with { CustomerId = made.Id }, cancellation) ?? await accounts.ReadAsync(caller.OrgId, cancellation);
        return account.CustomerId;
    }
}
