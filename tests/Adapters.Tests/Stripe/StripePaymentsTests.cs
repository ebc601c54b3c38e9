using Shortloop.Adapters.Stripe;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Stripe;

/// <summary>Our client through the sandbox: packs, subscriptions, portal, reading back.</summary>
public sealed class StripePaymentsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindCheckoutOf_PaymentOfAPack_IsItsCheckoutAndNothingElse()
    {
        await using var bench = await StripeBench.StartAsync();
        var paid = await bench.PaidAsync(StripeBench.Pack);

        Assert.Equal(paid.Id, (await bench.Payments.FindCheckoutOfAsync(paid.PaymentId!, Cancel))?.Id);
        Assert.Null(await bench.Payments.FindCheckoutOfAsync("pi_unknown", Cancel));
        Assert.Null(await bench.Payments.FindInvoiceOfAsync(paid.PaymentId!, Cancel));
    }

    [Fact]
    public async Task FindInvoiceOf_PaymentOfAMonth_IsItsInvoice()
    {
        await using var bench = await StripeBench.StartAsync();
        var paid = await bench.PaidAsync(StripeBench.Monthly);
        var payment = (await bench.GetAsync($"invoice_payments?invoice={paid.InvoiceId}")).GetProperty("data")[0].GetProperty("payment").GetProperty("payment_intent").GetString()!;

        Assert.Equal(paid.InvoiceId, (await bench.Payments.FindInvoiceOfAsync(payment, Cancel))?.Id);
        Assert.Null(await bench.Payments.FindCheckoutOfAsync(payment, Cancel));
    }

    [Fact]
    public async Task CreateCustomer_SameKey_IsOneCustomer_AndIsFound()
    {
        await using var bench = await StripeBench.StartAsync();

        var first = await bench.CustomerAsync();
        var again = await bench.CustomerAsync();
        var other = await bench.CustomerAsync("customer-2");

        Assert.Equal(first.Id, again.Id);
        Assert.NotEqual(first.Id, other.Id);
        var found = await bench.Payments.GetCustomerAsync(first.Id, Cancel);
        Assert.Equal(("mara@example.com", "org-1"), (found!.Email, found.Metadata["organisation"]));
    }

    [Fact]
    public async Task CreateCustomer_SameKeyOtherRequest_IsRefusedAsReused()
    {
        await using var bench = await StripeBench.StartAsync();
        await bench.CustomerAsync();

        var refused = await Assert.ThrowsAsync<PermanentException>(() =>
            bench.Payments.CreateCustomerAsync(new NewPaymentCustomer("other@example.com", null, StripeBench.Organisation), "customer-1", Cancel));

        Assert.Equal("payments_key_reused", refused.Code);
    }

    [Fact]
    public async Task CreateCustomer_SameKeySixteenTimesAtOnce_IsOneCustomer()
    {
        await using var bench = await StripeBench.StartAsync();

        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => bench.CustomerAsync()));

        Assert.Single(made.Select(c => c.Id).Distinct());
        Assert.Single((await bench.GetAsync("customers")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task CreateCheckout_AnswerCutInHalf_MayHaveHappened_AndItsKeyBringsItBack()
    {
        await using var bench = await StripeBench.StartAsync();
        var customer = await bench.CustomerAsync();
        bench.Sandbox.App.Faults.Add(new("stripe", "broken_json", "/v1/checkout"));

        var failed = await Assert.ThrowsAsync<TransientException>(() => bench.Payments.CreateCheckoutAsync(StripeBench.Pack(customer.Id), "checkout-1", Cancel));
        var open = await bench.Payments.CreateCheckoutAsync(StripeBench.Pack(customer.Id), "checkout-1", Cancel);

        Assert.Equal("payments_unavailable", failed.Code);
        var list = await bench.GetAsync("checkout/sessions");
        Assert.Equal(open.Id, Assert.Single(list.GetProperty("data").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task DeleteCustomer_EndsTheSubscription_AndIsGone()
    {
        await using var bench = await StripeBench.StartAsync();
        var paid = await bench.PaidAsync(StripeBench.Monthly);

        Assert.True(await bench.Payments.DeleteCustomerAsync(paid.CustomerId!, Cancel));

        Assert.Null(await bench.Payments.GetCustomerAsync(paid.CustomerId!, Cancel));
        Assert.False(await bench.Payments.DeleteCustomerAsync(paid.CustomerId!, Cancel));
        Assert.Equal(SubscriptionStatus.Canceled, (await bench.Payments.GetSubscriptionAsync(paid.SubscriptionId!, Cancel))!.Status);
    }

    [Fact]
    public async Task CreateCheckout_Pack_OpensAPage_AndIsSettledOncePaid()
    {
        await using var bench = await StripeBench.StartAsync();

        var open = await bench.OpenAsync(StripeBench.Pack);
        var sentTo = await bench.DecideAsync(open.Url!, "pay");
        var paid = (await bench.Payments.GetCheckoutAsync(open.Id, Cancel))!;

        Assert.Equal((CheckoutKind.Pack, CheckoutStatus.Open, false), (open.Kind, open.Status, open.MayFulfil));
        Assert.Equal(bench.Sandbox.App.Clock.GetUtcNow().AddHours(24), open.ExpiresAt);
        Assert.Equal($"https://app.test/ok?s={open.Id}", sentTo!.ToString());
        Assert.Equal((CheckoutStatus.Complete, true, new Money(500, "usd"), "purchase-1"), (paid.Status, paid.MayFulfil, paid.Total, paid.Reference));
        Assert.Equal("org-1", paid.Metadata["organisation"]);
        Assert.NotNull(paid.PaymentId);
        Assert.Null(paid.Url);
    }

    [Fact]
    public async Task CreateCheckout_Subscription_OncePaid_HasAMonthAndAnInvoice()
    {
        await using var bench = await StripeBench.StartAsync();

        var paid = await bench.PaidAsync(StripeBench.Monthly);
        var subscription = (await bench.Payments.GetSubscriptionAsync(paid.SubscriptionId!, Cancel))!;
        var invoice = (await bench.Payments.GetInvoiceAsync(paid.InvoiceId!, Cancel))!;

        var now = bench.Sandbox.App.Clock.GetUtcNow();
        Assert.Equal((SubscriptionStatus.Active, new Money(999, "usd"), false), (subscription.Status, subscription.Price, subscription.CancelsAtPeriodEnd));
        Assert.Equal((now, now.AddMonths(1)), (subscription.PeriodStart, subscription.PeriodEnd));
        Assert.Equal("org-1", subscription.Metadata["organisation"]);
        Assert.Equal((InvoiceStatus.Paid, InvoiceReason.FirstOfSubscription, new Money(999, "usd")), (invoice.Status, invoice.Reason, invoice.Paid));
        Assert.Equal((subscription.Id, subscription.PriceId, subscription.PeriodEnd), (invoice.SubscriptionId, invoice.PriceId, invoice.PeriodEnd));
        Assert.Equal("org-1", invoice.Metadata["organisation"]);
    }

    [Theory]
    [InlineData("back", "https://app.test/no")]
    [InlineData("decline", null)]
    public async Task Checkout_CancelledOrDeclined_StaysOpenAndUnsettled(string decision, string? sentTo)
    {
        await using var bench = await StripeBench.StartAsync();
        var open = await bench.OpenAsync(StripeBench.Pack);

        var location = await bench.DecideAsync(open.Url!, decision);

        var found = (await bench.Payments.GetCheckoutAsync(open.Id, Cancel))!;
        Assert.Equal(sentTo, location?.ToString());
        Assert.Equal((CheckoutStatus.Open, false), (found.Status, found.MayFulfil));
    }

    [Fact]
    public async Task CreatePortal_CancelThere_ShowsInTheSubscription()
    {
        await using var bench = await StripeBench.StartAsync();
        var paid = await bench.PaidAsync(StripeBench.Monthly);

        var page = await bench.Payments.CreatePortalAsync(paid.CustomerId!, new Uri("https://app.test/billing"), "portal-1", Cancel);
        await bench.DecideAsync(page, "cancel", paid.SubscriptionId);
        var cancelled = (await bench.Payments.GetSubscriptionAsync(paid.SubscriptionId!, Cancel))!;
        await bench.DecideAsync(page, "resume", paid.SubscriptionId);
        var resumed = (await bench.Payments.GetSubscriptionAsync(paid.SubscriptionId!, Cancel))!;

        Assert.Equal((true, cancelled.PeriodEnd, SubscriptionStatus.Active), (cancelled.CancelsAtPeriodEnd, cancelled.CancelsAt, cancelled.Status));
        Assert.Equal((false, null), (resumed.CancelsAtPeriodEnd, resumed.CancelsAt));
    }

    [Fact]
    public async Task ReadingBack_OfWhatIsNotThere_IsNull()
    {
        await using var bench = await StripeBench.StartAsync();

        Assert.Null(await bench.Payments.GetCustomerAsync("cus_none", Cancel));
        Assert.Null(await bench.Payments.GetCheckoutAsync("cs_none", Cancel));
        Assert.Null(await bench.Payments.GetSubscriptionAsync("sub_none", Cancel));
        Assert.Null(await bench.Payments.GetInvoiceAsync("in_none", Cancel));
        Assert.Null(await bench.Payments.GetRefundAsync("re_none", Cancel));
        Assert.False(await bench.Payments.DeleteCustomerAsync("cus_none", Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("cus_1/../../events")]
    public async Task ReadingBack_ByWhatIsNoId_IsRefusedWithoutACall(string id)
    {
        await using var bench = await StripeBench.StartAsync();

        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Payments.GetCustomerAsync(id, Cancel));

        Assert.Equal("payments_refused", refused.Code);
        Assert.Equal(0, bench.Sandbox.App.Requests.Count("stripe"));
    }

    [Fact]
    public async Task CreateCheckout_ForADeletedCustomer_IsRefusedWithTheParameter()
    {
        await using var bench = await StripeBench.StartAsync();

        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Payments.CreateCheckoutAsync(StripeBench.Pack("cus_none"), "k", Cancel));

        Assert.Equal("payments_refused", refused.Code);
        Assert.Contains("resource_missing, HTTP 400, customer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_WrongKey_IsMisconfigured_AndNoKeyIsTold()
    {
        await using var bench = await StripeBench.StartAsync();
        var payments = bench.PaymentsWith(bench.Options with { ApiKey = "sk_test_wrong" });

        var refused = await Assert.ThrowsAsync<PermanentException>(() => payments.GetCustomerAsync("cus_1", Cancel));

        Assert.Equal("payments_misconfigured", refused.Code);
        Assert.DoesNotContain("sk_test", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sk_test", string.Join('\n', bench.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateCustomer_BadAddress_NeitherErrorNorLogQuotesIt()
    {
        await using var bench = await StripeBench.StartAsync();

        var refused = await Assert.ThrowsAsync<PermanentException>(() =>
            bench.Payments.CreateCustomerAsync(new NewPaymentCustomer("mara smith@example.com", "Mara", StripeBench.Organisation), "k", Cancel));

        Assert.Contains("email_invalid", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("mara", refused + string.Join('\n', bench.Log.Lines), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task CreateCheckout_ConnectionCutAfterCommit_IsRepeatedWithoutASecondOne()
    {
        await using var bench = await StripeBench.StartAsync();
        var customer = await bench.CustomerAsync();
        bench.Sandbox.App.Faults.Add(new("stripe", "drop_after_commit", "/v1/checkout"));

        var open = await bench.Payments.CreateCheckoutAsync(StripeBench.Pack(customer.Id), "checkout-1", Cancel);

        Assert.Equal(2, bench.Sandbox.App.Requests.All().Count(r => r.Path == "/stripe/v1/checkout/sessions"));
        var list = await bench.GetAsync("checkout/sessions");
        Assert.Equal(open.Id, Assert.Single(list.GetProperty("data").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task ListRefunds_AfterTwoParts_HasBoth_AndTheEventHasTheSum()
    {
        await using var bench = await StripeBench.StartAsync();
        var paid = await bench.PaidAsync(StripeBench.Pack);
        foreach (var amount in new[] { "200", "300" })
            await bench.PostAsync("refunds", new() { ["payment_intent"] = paid.PaymentId!, ["amount"] = amount });

        var refunds = await bench.Payments.ListRefundsAsync(paid.PaymentId!, Cancel).ToListAsync(Cancel);
        var charges = (await bench.ReceivedAsync()).Where(e => e.Kind == PaymentEventKind.ChargeRefunded).Select(e => (PaymentCharge)e.Object!).ToList();

        Assert.Equal([300, 200], refunds.Select(r => r.Amount.Minor));
        Assert.All(refunds, r => Assert.Equal((RefundStatus.Succeeded, paid.PaymentId), (r.Status, r.PaymentId)));
        Assert.Equal(refunds[0], await bench.Payments.GetRefundAsync(refunds[0].Id, Cancel));
        Assert.Equal([(200, false), (500, true)], charges.Select(c => (c.Refunded.Minor, c.IsFullyRefunded)));
        Assert.All(charges, c => Assert.Equal((paid.PaymentId, "org-1"), (c.PaymentId, c.Metadata["organisation"])));
    }

    [Fact]
    public async Task ListEvents_MoreThanAPage_AreAllThereNewestFirst_FromTheGivenSecond()
    {
        await using var bench = await StripeBench.StartAsync();
        await bench.PaidAsync(StripeBench.Monthly);
        var start = bench.Sandbox.App.Clock.GetUtcNow();
        var since = start.AddMonths(1);
        // Each renewal is two events that we know: the invoice paid, and the subscription's new month.
        bench.Sandbox.App.Clock.Advance(start.AddMonths(60) - start);

        var events = await bench.Payments.ListEventsAsync(since, Cancel).ToListAsync(Cancel);
        var all = await bench.Payments.ListEventsAsync(DateTimeOffset.UnixEpoch, Cancel).ToListAsync(Cancel);

        Assert.Equal(120, events.Select(e => e.Id).Distinct().Count());
        Assert.Equal((since, start.AddMonths(60)), (events[^1].CreatedAt, events[0].CreatedAt));
        Assert.Equal(events.OrderByDescending(e => e.CreatedAt), events);
        Assert.Equal(PaymentEventKind.CheckoutCompleted, all[120].Kind);
        Assert.DoesNotContain(all, e => e.Kind == PaymentEventKind.Other);
    }

    [Fact]
    public void Constructor_BadOptions_SaysAllThatIsWrongWithoutTheKey()
    {
        var options = new StripeOptions { ApiKey = "pk_test_1", WebhookSecrets = [], ApiBase = new Uri("http://stripe.example"), Retries = 99 };

        var refused = Assert.Throws<ArgumentException>(() => new StripeEvents(options, TimeProvider.System));

        Assert.Equal(4, options.Problems().Count);
        Assert.Contains("publishable", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pk_test_1", refused.Message + options, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk_test_1", "https://api.stripe.com", true)]
    [InlineData("rk_live_1", "https://api.stripe.com", true)]
    [InlineData("sk_test_1", "http://127.0.0.1:7072/stripe/", true)]
    [InlineData("sk_live_1", "http://127.0.0.1:7072/stripe/", false)]
    [InlineData("sk_test_", "https://api.stripe.com", false)]
    [InlineData("sk_test_1\n", "https://api.stripe.com", false)]
    [InlineData("something", "https://api.stripe.com", false)]
    public void Problems_OfKeyAndAddress(string key, string address, bool valid) =>
        Assert.Equal(valid, new StripeOptions { ApiKey = key, WebhookSecrets = ["whsec_1"], ApiBase = new Uri(address) }.Problems().Count == 0);
}
