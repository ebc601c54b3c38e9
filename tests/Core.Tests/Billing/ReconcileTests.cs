using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Billing;

public sealed class ReconcileTests : IDisposable
{
    private readonly Till _till = new();
    private readonly Reconcile _reconcile;

    public ReconcileTests() => _reconcile = new Reconcile(
        _till.Bench.Store, _till.Payments, _till.Effects, _till.Enter, _till.Tiers, _till.Credits, _till.Accounts);

    public void Dispose() => _till.Dispose();

    [Fact]
    public async Task Execute_WebhooksThatNeverCame_AreFoundAndOnlyEnteredOnRequest()
    {
        Principal owner = await _till.OrganisationAsync();
        PaymentCheckout pack = _till.Payments.PaidPack(owner.OrgId, 50, 2000);
        (PaymentSubscription subscription, PaymentInvoice invoice) = _till.Payments.Subscribed(owner.OrgId, "pro");
        Happened(PaymentEventKind.CheckoutCompleted, pack);
        Happened(PaymentEventKind.SubscriptionCreated, subscription);
        Happened(PaymentEventKind.InvoicePaid, invoice);

        Reconciliation dry = await RunAsync(repair: false);
        Assert.Equal(["missing", "missing", "subscription_differs"], dry.Differences.Select(one => one.Code).Order());
        Assert.Equal((0, "free"), (await _till.BalanceAsync(owner), await _till.TierAsync(owner)));

        Assert.All((await RunAsync(repair: true)).Differences, one => Assert.True(one.Repaired));
        Assert.Equal((80, "pro"), (await _till.BalanceAsync(owner), await _till.TierAsync(owner)));
        Assert.Empty((await RunAsync(repair: true)).Differences);
    }

    [Fact]
    public async Task Execute_EntryWithoutAPayment_IsSaidAndLeft()
    {
        Principal owner = await _till.OrganisationAsync();
        PaymentCheckout pack = _till.Payments.PaidPack(owner.OrgId, 10, 500);
        Happened(PaymentEventKind.CheckoutCompleted, pack);
        await _till.TellAsync(PaymentEventKind.CheckoutCompleted, pack.Id);
        await _till.Credits.GrantAsync(owner.OrgId, EntryKind.Purchase, "cs_invented", 100, default);

        Difference found = Assert.Single((await RunAsync(repair: true)).Differences);

        Assert.Equal(("without_payment", "cs_invented", false), (found.Code, found.Cause, found.Repaired));
        Assert.Equal(110, await _till.BalanceAsync(owner));
    }

    private void Happened(PaymentEventKind kind, PaymentObject about) =>
        _till.Payments.Events.Add(new PaymentEvent(_till.Payments.Next("evt"), kind, kind.ToString(), _till.Bench.Clock.GetUtcNow(), false, about));

    private Task<Reconciliation> RunAsync(bool repair) => _reconcile.ExecuteAsync(_till.Bench.Clock.GetUtcNow().AddDays(-1), repair, default);
}
