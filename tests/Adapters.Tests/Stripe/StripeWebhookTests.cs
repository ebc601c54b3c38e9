using System.Net.Http.Json;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Stripe;

/// <summary>What the sandbox tells by webhook, in good order and in bad, over months of its own clock.</summary>
public sealed class StripeWebhookTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pack_Paid_IsToldOnceWithWhatIsNeededToFulfil()
    {
        await using var bench = await StripeBench.StartAsync();
        var paid = await bench.PaidAsync(StripeBench.Pack);

        var told = Assert.Single(await bench.ReceivedAsync(), e => e.Kind != PaymentEventKind.Other);

        Assert.Equal((PaymentEventKind.CheckoutCompleted, bench.Sandbox.App.Clock.GetUtcNow()), (told.Kind, told.CreatedAt));
        var checkout = Assert.IsType<PaymentCheckout>(told.Object);
        Assert.Equal((paid.Id, true, "purchase-1", new Money(500, "usd")), (checkout.Id, checkout.MayFulfil, checkout.Reference, checkout.Total));
    }

    [Theory]
    [InlineData("transfer", PaymentEventKind.CheckoutPaymentSucceeded, true)]
    [InlineData("transfer_fails", PaymentEventKind.CheckoutPaymentFailed, false)]
    public async Task Pack_PaidByTransfer_IsSettledOnlyByTheSecondEvent(string decision, PaymentEventKind second, bool settled)
    {
        await using var bench = await StripeBench.StartAsync();
        var open = await bench.OpenAsync(StripeBench.Pack);

        await bench.DecideAsync(open.Url!, decision);
        var first = Assert.Single(await bench.ReceivedAsync(), e => e.Kind != PaymentEventKind.Other);
        await bench.PassAsync(TimeSpan.FromSeconds(60));
        var then = Assert.Single(await bench.ReceivedAsync(), e => e.Kind != PaymentEventKind.Other);

        Assert.Equal((PaymentEventKind.CheckoutCompleted, false), (first.Kind, ((PaymentCheckout)first.Object!).MayFulfil));
        Assert.Equal((second, settled), (then.Kind, ((PaymentCheckout)then.Object!).MayFulfil));
    }

    [Fact]
    public async Task Checkout_LeftAlone_ExpiresAfterADay()
    {
        await using var bench = await StripeBench.StartAsync();
        var open = await bench.OpenAsync(StripeBench.Pack);
        await bench.PassAsync(TimeSpan.FromHours(24));

        var told = Assert.Single(await bench.ReceivedAsync(), e => e.Kind != PaymentEventKind.Other);

        Assert.Equal((PaymentEventKind.CheckoutExpired, open.ExpiresAt), (told.Kind, told.CreatedAt));
        Assert.Null(await bench.DecideAsync(open.Url!, "pay"));
        Assert.Equal(CheckoutStatus.Expired, (await bench.Payments.GetCheckoutAsync(open.Id, Cancel))!.Status);
    }

    [Fact]
    public async Task Subscription_OverThreeMonths_PaysEachOnce_OnItsDay()
    {
        await using var bench = await StripeBench.StartAsync();
        var start = bench.Sandbox.App.Clock.GetUtcNow();
        await bench.PaidAsync(StripeBench.Monthly);
        await bench.PassAsync(start.AddMonths(3) - start);

        var invoices = (await bench.ReceivedAsync()).Where(e => e.Kind == PaymentEventKind.InvoicePaid).ToList();

        Assert.Equal([start, start.AddMonths(1), start.AddMonths(2), start.AddMonths(3)], invoices.Select(e => e.CreatedAt));
        Assert.Equal(
            [(start, start.AddMonths(1)), (start.AddMonths(1), start.AddMonths(2)), (start.AddMonths(2), start.AddMonths(3)), (start.AddMonths(3), start.AddMonths(4))],
            invoices.Select(e => (PaymentInvoice)e.Object!).Select(i => (i.PeriodStart!.Value, i.PeriodEnd!.Value)));
        Assert.Equal(4, invoices.Select(e => e.Object!.Id).Distinct().Count());
        Assert.All(invoices.Skip(1), e => Assert.Equal(InvoiceReason.Renewal, ((PaymentInvoice)e.Object!).Reason));
    }

    [Fact]
    public async Task Subscription_CancelledInThePortal_RunsOutWithoutAnotherInvoice()
    {
        await using var bench = await StripeBench.StartAsync();
        var paid = await bench.PaidAsync(StripeBench.Monthly);
        await bench.DecideAsync(await bench.Payments.CreatePortalAsync(paid.CustomerId!, new Uri("https://app.test/"), "p", Cancel), "cancel", paid.SubscriptionId);
        await bench.ReceivedAsync();
        await bench.PassAsync(TimeSpan.FromDays(62));

        var told = Assert.Single(await bench.ReceivedAsync(), e => e.Kind != PaymentEventKind.Other);

        var ended = Assert.IsType<PaymentSubscription>(told.Object);
        Assert.Equal((PaymentEventKind.SubscriptionDeleted, SubscriptionStatus.Canceled), (told.Kind, ended.Status));
        Assert.Equal(ended.PeriodEnd, ended.EndedAt);
    }

    [Theory]
    [InlineData(true, SubscriptionStatus.Active, PaymentEventKind.SubscriptionUpdated)]
    [InlineData(false, SubscriptionStatus.Canceled, PaymentEventKind.SubscriptionDeleted)]
    public async Task Subscription_CardDeclinedAtRenewal_IsPastDue_ThenSavedOrOver(bool repaired, SubscriptionStatus end, PaymentEventKind last)
    {
        await using var bench = await StripeBench.StartAsync();
        var paid = await bench.PaidAsync(StripeBench.Monthly);
        var month = (await bench.Payments.GetSubscriptionAsync(paid.SubscriptionId!, Cancel))!.PeriodEnd!.Value;
        await bench.DecideAsync(await PortalAsync(bench, paid, "p1"), "card_declines");
        await bench.ReceivedAsync();

        await bench.PassAsync(month - bench.Sandbox.App.Clock.GetUtcNow());
        var failed = await bench.ReceivedAsync();
        var between = (await bench.Payments.GetSubscriptionAsync(paid.SubscriptionId!, Cancel))!;
        if (repaired)
            await bench.DecideAsync(await PortalAsync(bench, paid, "p2"), "card_works");
        await bench.PassAsync(TimeSpan.FromDays(10));
        var then = (await bench.ReceivedAsync()).Where(e => e.Kind != PaymentEventKind.Other).ToList();

        Assert.Contains(failed, e => e.Object is PaymentInvoice { Status: InvoiceStatus.Open } && e.Kind == PaymentEventKind.InvoicePaymentFailed);
        Assert.Equal(SubscriptionStatus.PastDue, between.Status);
        Assert.Equal((last, end), (then[^1].Kind, ((PaymentSubscription)then[^1].Object!).Status));
        Assert.Equal(repaired ? 1 : 0, then.Count(e => e.Kind == PaymentEventKind.InvoicePaid));
        Assert.Equal(repaired ? 0 : 2, then.Count(e => e.Kind == PaymentEventKind.InvoicePaymentFailed));
    }

    [Fact]
    public async Task Dispute_OfACharge_IsToldWithItsPayment()
    {
        await using var bench = await StripeBench.StartAsync();
        var paid = await bench.PaidAsync(StripeBench.Pack);
        using var reply = await bench.Sandbox.Http.PostAsJsonAsync(bench.Sandbox.At("_sandbox/stripe/disputes"), new { payment = paid.PaymentId }, Cancel);

        var told = Assert.Single(await bench.ReceivedAsync(), e => e.Kind == PaymentEventKind.DisputeCreated);

        var dispute = Assert.IsType<PaymentDispute>(told.Object);
        Assert.Equal((paid.PaymentId, new Money(500, "usd"), "fraudulent"), (dispute.PaymentId, dispute.Amount, dispute.Reason));
    }

    [Fact]
    public async Task Deliveries_Refused_AreRepeatedFreshlySignedUntilTaken()
    {
        await using var bench = await StripeBench.StartAsync();
        bench.Receiver.RefuseNext(2);
        var customer = await bench.CustomerAsync();

        var ids = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            ids.AddRange((await bench.ReceivedAsync()).Select(e => e.Id));
            await bench.PassAsync(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(3, ids.Count);
        Assert.Single(ids.Distinct());
        Assert.NotEmpty(customer.Id);
    }

    [Fact]
    public async Task Deliveries_OnDemand_ComeTwiceLateAndInReverse()
    {
        await using var bench = await StripeBench.StartAsync();
        await bench.CustomerAsync();
        await bench.ReceivedAsync();
        var open = await bench.OpenAsync(StripeBench.Monthly);
        bench.Sandbox.App.Faults.Add(new("stripe_webhooks", "reversed"));
        bench.Sandbox.App.Faults.Add(new("stripe_webhooks", "duplicate", "invoice.paid"));
        bench.Sandbox.App.Faults.Add(new("stripe_webhooks", "late", "customer.subscription.created", DelaySeconds: 90));

        await bench.DecideAsync(open.Url!, "pay");
        var now = (await bench.ReceivedAsync()).Where(e => e.Kind != PaymentEventKind.Other).ToList();
        await bench.PassAsync(TimeSpan.FromSeconds(90));
        var late = await bench.ReceivedAsync();

        Assert.Equal(
            [PaymentEventKind.CheckoutCompleted, PaymentEventKind.SubscriptionUpdated, PaymentEventKind.InvoicePaid, PaymentEventKind.InvoicePaid],
            now.Select(e => e.Kind));
        Assert.Equal(now[2].Id, now[3].Id);
        Assert.Equal(PaymentEventKind.SubscriptionCreated, Assert.Single(late).Kind);
    }

    [Fact]
    public async Task Resend_OfAnOldEvent_BringsTheSameOneAgain()
    {
        await using var bench = await StripeBench.StartAsync();
        await bench.CustomerAsync();
        var first = Assert.Single(await bench.ReceivedAsync());
        await bench.PassAsync(TimeSpan.FromDays(5));

        using var reply = await bench.Sandbox.Http.PostAsJsonAsync(bench.Sandbox.At("_sandbox/stripe/resend"), new Dictionary<string, string> { ["event"] = first.Id }, Cancel);

        Assert.Equal(first with { Object = null }, Assert.Single(await bench.ReceivedAsync()));
    }

    [Fact]
    public async Task Restart_OfTheSandbox_KeepsObjectsKeysAndWhatIsToCome()
    {
        await using var bench = await StripeBench.StartAsync();
        var paid = await bench.PaidAsync(StripeBench.Monthly);
        await bench.ReceivedAsync();
        await bench.Sandbox.RestartAsync();
        var after = bench.Reconnected();

        var sameKey = await after.CustomerAsync();
        await bench.PassAsync(TimeSpan.FromDays(31));
        var told = await after.ReceivedAsync();

        Assert.Equal(paid.CustomerId, sameKey.Id);
        Assert.Contains(told, e => e.Kind == PaymentEventKind.InvoicePaid);
        Assert.True((await after.Payments.GetCheckoutAsync(paid.Id, Cancel))!.MayFulfil);
    }

    private static Task<Uri> PortalAsync(StripeBench bench, PaymentCheckout paid, string key) =>
        bench.Payments.CreatePortalAsync(paid.CustomerId!, new Uri("https://app.test/"), key, Cancel);
}
