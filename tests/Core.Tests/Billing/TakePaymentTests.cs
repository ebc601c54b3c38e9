using Shortloop.Core.Accounts;
using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Billing;

public sealed class TakePaymentTests : IDisposable
{
    private readonly Till _till = new();

    public void Dispose() => _till.Dispose();

    [Fact]
    public async Task CheckoutCompleted_ToldByManyAtOnce_GrantsThePackOnce()
    {
        Principal owner = await _till.OrganisationAsync();
        PaymentCheckout pack = _till.Payments.PaidPack(owner.OrgId, 50, 2000);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(n => _till.TellAsync(
            n % 2 == 0 ? PaymentEventKind.CheckoutCompleted : PaymentEventKind.CheckoutPaymentSucceeded, pack.Id, eventId: $"evt_{n / 4}")));

        Assert.Equal(50, await _till.BalanceAsync(owner));
        Assert.Contains("credits_bought", await _till.ActionsAsync(owner));
    }

    [Fact]
    public async Task CheckoutCompleted_MoneyNotThereYet_GrantsWhenItIs()
    {
        Principal owner = await _till.OrganisationAsync();
        PaymentCheckout slow = _till.Payments.PaidPack(owner.OrgId, 10, 500, settled: false);

        await _till.TellAsync(PaymentEventKind.CheckoutCompleted, slow.Id);
        Assert.Equal(0, await _till.BalanceAsync(owner));

        _till.Payments.Checkouts[slow.Id] = slow with { IsSettled = true };
        await _till.TellAsync(PaymentEventKind.CheckoutPaymentSucceeded, slow.Id);
        Assert.Equal(10, await _till.BalanceAsync(owner));
    }

    [Fact]
    public async Task CheckoutCompleted_OfSomethingElseOrOfADeletedOrganisation_ChangesNothing()
    {
        PaymentCheckout gone = _till.Payments.PaidPack("org_gone", 10, 500);
        PaymentCheckout foreign = _till.Payments.PaidPack("org_x", 10, 500);
        _till.Payments.Checkouts[foreign.Id] = foreign with { Metadata = new Dictionary<string, string> { ["shop"] = "shirts" } };

        await _till.TellAsync(PaymentEventKind.CheckoutCompleted, gone.Id);
        await _till.TellAsync(PaymentEventKind.CheckoutCompleted, foreign.Id);

        Assert.Equal(0, (await _till.Credits.ReadAsync("org_gone", default)).Balance);
    }

    [Fact]
    public async Task ChargeRefunded_InPartsThatDontDivide_TakesTheWholeInTheEndAndEachOnce()
    {
        Principal owner = await _till.OrganisationAsync();
        PaymentCheckout pack = _till.Payments.PaidPack(owner.OrgId, 10, 500);
        await _till.TellAsync(PaymentEventKind.CheckoutCompleted, pack.Id);

        foreach (long cents in (long[])[167, 167, 166])
        {
            _till.Bench.Clock.Advance(TimeSpan.FromMinutes(1));
            _till.Payments.Refund(pack.PaymentId!, cents);
            await _till.TellAsync(PaymentEventKind.ChargeRefunded, "ch_1", pack.PaymentId);
            await _till.TellAsync(PaymentEventKind.ChargeRefunded, "ch_1", pack.PaymentId);
        }

        Assert.Equal(0, await _till.BalanceAsync(owner));
        Assert.Equal(4, (await _till.Credits.ListAsync(owner.OrgId, null, 100, default)).Items.Count);
    }

    [Fact]
    public async Task ChargeRefunded_HeardOfBeforeThePayment_LeavesNothing()
    {
        Principal owner = await _till.OrganisationAsync();
        PaymentCheckout pack = _till.Payments.PaidPack(owner.OrgId, 10, 500);
        _till.Payments.Refund(pack.PaymentId!, 500);

        await _till.TellAsync(PaymentEventKind.ChargeRefunded, "ch_1", pack.PaymentId);
        await _till.TellAsync(PaymentEventKind.CheckoutCompleted, pack.Id);

        Assert.Equal(0, await _till.BalanceAsync(owner));
    }

    [Fact]
    public async Task DisputeCreated_OfAPack_TakesItBackOnce()
    {
        Principal owner = await _till.OrganisationAsync();
        PaymentCheckout pack = _till.Payments.PaidPack(owner.OrgId, 10, 500);
        await _till.TellAsync(PaymentEventKind.CheckoutCompleted, pack.Id);

        await _till.TellAsync(PaymentEventKind.DisputeCreated, "du_1", pack.PaymentId, 500);
        await _till.TellAsync(PaymentEventKind.DisputeCreated, "du_1", pack.PaymentId, 500);

        Assert.Equal(0, await _till.BalanceAsync(owner));
    }

    [Fact]
    public async Task InvoicePaid_EachMonth_GrantsTheMonthsCreditsOnceAndARefundTakesThem()
    {
        Principal owner = await _till.OrganisationAsync();
        (PaymentSubscription subscription, PaymentInvoice first) = _till.Payments.Subscribed(owner.OrgId, "pro");

        await _till.TellAsync(PaymentEventKind.InvoicePaid, first.Id);
        await _till.TellAsync(PaymentEventKind.InvoicePaid, first.Id);
        Assert.Equal(30, await _till.BalanceAsync(owner));

        PaymentInvoice second = _till.Payments.Renew(subscription.Id, paid: true);
        await _till.TellAsync(PaymentEventKind.InvoicePaid, second.Id);
        Assert.Equal(60, await _till.BalanceAsync(owner));

        string payment = _till.Payments.PaidInvoices.Single(pair => pair.Value == second.Id).Key;
        _till.Payments.Refund(payment, 999);
        await _till.TellAsync(PaymentEventKind.ChargeRefunded, "ch_2", payment);
        Assert.Equal(30, await _till.BalanceAsync(owner));
    }

    [Fact]
    public async Task InvoicePaymentFailed_TellsTheOwnersOnceUnlessItIsPaidMeanwhile()
    {
        Principal owner = await _till.OrganisationAsync();
        (PaymentSubscription subscription, _) = _till.Payments.Subscribed(owner.OrgId, "pro");
        PaymentInvoice open = _till.Payments.Renew(subscription.Id, paid: false);

        await _till.TellAsync(PaymentEventKind.InvoicePaymentFailed, open.Id, eventId: "evt_a");
        await _till.TellAsync(PaymentEventKind.InvoicePaymentFailed, open.Id, eventId: "evt_a");
        _till.Payments.Invoices[open.Id] = open with { Status = InvoiceStatus.Paid };
        await _till.TellAsync(PaymentEventKind.InvoicePaymentFailed, open.Id, eventId: "evt_b");

        Assert.Single(await _till.NoticesAsync(owner), notice => notice.Kind == NoticeKind.PaymentFailed);
    }

    [Fact]
    public async Task Subscription_UntilItIsOver_GivesItsTierAndTellsOfEachChange()
    {
        Principal owner = await _till.OrganisationAsync();
        (PaymentSubscription subscription, _) = _till.Payments.Subscribed(owner.OrgId, "pro");

        await _till.TellAsync(PaymentEventKind.SubscriptionCreated, subscription.Id);
        Assert.Equal("pro", await _till.TierAsync(owner));

        _till.Payments.End(subscription.Id, subscription.PeriodEnd!.Value);
        await _till.TellAsync(PaymentEventKind.SubscriptionDeleted, subscription.Id);
        // The first one, much later: it says what is so now, not what was so then.
        await _till.TellAsync(PaymentEventKind.SubscriptionCreated, subscription.Id);

        Assert.Equal("free", await _till.TierAsync(owner));
        Assert.Equal(2, (await _till.NoticesAsync(owner)).Count(notice => notice.Kind == NoticeKind.TierChanged));
        Assert.Equal(2, (await _till.ActionsAsync(owner)).Count(action => action == "tier_changed"));
    }

    [Fact]
    public async Task Subscription_EndedInTheMiddleOfAPaidMonth_StaysUntilTheMonthIsOver()
    {
        Principal owner = await _till.OrganisationAsync();
        (PaymentSubscription subscription, _) = _till.Payments.Subscribed(owner.OrgId, "pro");
        await _till.TellAsync(PaymentEventKind.SubscriptionCreated, subscription.Id);

        _till.Bench.Clock.Advance(TimeSpan.FromDays(10));
        _till.Payments.End(subscription.Id, _till.Bench.Clock.GetUtcNow());
        await _till.TellAsync(PaymentEventKind.SubscriptionDeleted, subscription.Id);

        Assert.Equal("pro", await _till.TierAsync(owner));
        _till.Bench.Clock.Advance(TimeSpan.FromDays(21));
        Assert.Equal("free", await _till.TierAsync(owner));
    }

    [Fact]
    public async Task Subscription_RenewalCouldNotBeCharged_IsFreeUntilItIs()
    {
        Principal owner = await _till.OrganisationAsync();
        (PaymentSubscription subscription, _) = _till.Payments.Subscribed(owner.OrgId, "pro");
        await _till.TellAsync(PaymentEventKind.SubscriptionCreated, subscription.Id);

        PaymentInvoice open = _till.Payments.Renew(subscription.Id, paid: false);
        await _till.TellAsync(PaymentEventKind.SubscriptionUpdated, subscription.Id);
        Assert.Equal("free", await _till.TierAsync(owner));

        _till.Payments.Invoices[open.Id] = open with { Status = InvoiceStatus.Paid };
        _till.Payments.Subscriptions[subscription.Id] = _till.Payments.Subscriptions[subscription.Id] with { Status = SubscriptionStatus.Active };
        await _till.TellAsync(PaymentEventKind.InvoicePaid, open.Id);
        Assert.Equal("pro", await _till.TierAsync(owner));
        Assert.Equal(30, await _till.BalanceAsync(owner));
    }

    [Fact]
    public async Task Sync_OvertakenByANewerView_DoesNotWriteTheOlderOne()
    {
        Principal owner = await _till.OrganisationAsync();
        (PaymentSubscription subscription, _) = _till.Payments.Subscribed(owner.OrgId, "pro");
        int reads = 0;
        // When the slow one has read the account and asked the provider, the subscription ends and the quick one writes that down.
        _till.Payments.Meanwhile = async () =>
        {
            if (++reads != 2)
                return;
            _till.Payments.End(subscription.Id, subscription.PeriodEnd!.Value);
            await _till.TellAsync(PaymentEventKind.SubscriptionDeleted, subscription.Id);
        };

        await _till.TellAsync(PaymentEventKind.SubscriptionCreated, subscription.Id);

        Assert.Equal("free", await _till.TierAsync(owner));
    }

    [Fact]
    public async Task Subscription_OfAnOrganisationByAgreement_LeavesItsTier()
    {
        Principal owner = await _till.OrganisationAsync(tier: "enterprise");
        (PaymentSubscription subscription, _) = _till.Payments.Subscribed(owner.OrgId, "coach");

        await _till.TellAsync(PaymentEventKind.SubscriptionCreated, subscription.Id);

        Assert.Equal("enterprise", await _till.TierAsync(owner));
    }

    [Fact]
    public async Task Checkout_PackAndTier_AskForTheListedPriceAndSayForWhom()
    {
        Principal owner = await _till.OrganisationAsync();

        Assert.Null((await _till.Checkout.PackAsync(owner, 100, default)).Problem);
        Assert.Null((await _till.Checkout.SubscriptionAsync(owner, "coach", default)).Problem);

        Assert.Equal([3500L, 499L], _till.Payments.Opened.Select(request => request.Item.Price.Minor));
        Assert.All(_till.Payments.Opened, request => Assert.Equal(owner.OrgId, request.Metadata["organisation"]));
        Assert.Single(_till.Payments.Opened.Select(request => request.CustomerId).Distinct());
        Assert.Equal("invalid_request", (await _till.Checkout.PackAsync(owner, 11, default)).Problem?.Code);
        Assert.Equal("invalid_request", (await _till.Checkout.SubscriptionAsync(owner, "enterprise", default)).Problem?.Code);
    }

    [Fact]
    public async Task Checkout_WithASubscriptionRunning_IsRefusedUntilItIsOver()
    {
        Principal owner = await _till.OrganisationAsync();
        (PaymentSubscription subscription, _) = _till.Payments.Subscribed(owner.OrgId, "coach");
        await _till.TellAsync(PaymentEventKind.SubscriptionCreated, subscription.Id);

        Assert.Equal("subscribed_already", (await _till.Checkout.SubscriptionAsync(owner, "pro", default)).Problem?.Code);

        _till.Payments.End(subscription.Id, subscription.PeriodEnd!.Value);
        await _till.TellAsync(PaymentEventKind.SubscriptionDeleted, subscription.Id);
        Assert.Null((await _till.Checkout.SubscriptionAsync(owner, "pro", default)).Problem);
    }

    [Fact]
    public async Task Checkout_OfThePersonAtThisMachine_HasNothingToPay()
    {
        Assert.Equal("nothing_to_pay", (await _till.Checkout.PackAsync(Principal.LocalOwner, 10, default)).Problem?.Code);
        Assert.Equal("nothing_to_pay", (await _till.Checkout.PortalAsync(Principal.LocalOwner, default)).Problem?.Code);
    }

    [Fact]
    public async Task Close_Organisation_EndsItsCustomer()
    {
        Principal owner = await _till.OrganisationAsync();
        await _till.Checkout.PackAsync(owner, 10, default);

        await new CloseBilling(_till.Bench.Store, _till.Payments, _till.Accounts).ExecuteAsync(owner.OrgId, default);

        Assert.Single(_till.Payments.Deleted);
        Assert.Null((await _till.Accounts.ReadAsync(owner.OrgId, default)).CustomerId);
    }
}
