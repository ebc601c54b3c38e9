using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Billing;

/// <summary>The provider's side, as a few dictionaries that a test writes.</summary>
internal sealed class FakePayments(TimeProvider clock) : IPayments
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private int _made;

    public Dictionary<string, PaymentCheckout> Checkouts { get; } = [];

    public Dictionary<string, PaymentSubscription> Subscriptions { get; } = [];

    public Dictionary<string, PaymentInvoice> Invoices { get; } = [];

    /// <summary>Payment → invoice.</summary>
    public Dictionary<string, string> PaidInvoices { get; } = [];

    public List<PaymentRefund> Refunds { get; } = [];

    public List<PaymentEvent> Events { get; } = [];

    public List<CheckoutRequest> Opened { get; } = [];

    public List<string> Deleted { get; } = [];

    /// <summary>Called when a subscription has been read, before the answer is there.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public string Next(string prefix) => $"{prefix}_{Interlocked.Increment(ref _made)}";

    public PaymentCheckout PaidPack(string orgId, int credits, long cents, bool settled = true)
    {
        var checkout = new PaymentCheckout(
            Next("cs"), CheckoutKind.Pack, CheckoutStatus.Complete, settled, null, "cus_1", "buy_1", new Money(cents, "usd"), Next("pi"), null, null,
            clock.GetUtcNow().AddDays(1), new Dictionary<string, string> { ["organisation"] = orgId, ["credits"] = $"{credits}" });
        return Checkouts[checkout.Id] = checkout;
    }

    /// <summary>With its first month paid.</summary>
    public (PaymentSubscription Subscription, PaymentInvoice Invoice) Subscribed(string orgId, string tier)
    {
        var metadata = new Dictionary<string, string> { ["organisation"] = orgId, ["tier"] = tier };
        DateTimeOffset now = clock.GetUtcNow();
        string id = Next("sub");
        PaymentInvoice invoice = AddInvoice(id, metadata, InvoiceReason.FirstOfSubscription, InvoiceStatus.Paid, now);
        var subscription = new PaymentSubscription(
            id, "cus_1", SubscriptionStatus.Active, "price_1", new Money(999, "usd"), now, now + Month, false, null, null, invoice.Id, metadata);
        return (Subscriptions[id] = subscription, invoice);
    }

    /// <summary>The next month begins.</summary>
    public PaymentInvoice Renew(string id, bool paid)
    {
        PaymentSubscription former = Subscriptions[id];
        DateTimeOffset start = former.PeriodEnd!.Value;
        PaymentInvoice invoice = AddInvoice(id, former.Metadata, InvoiceReason.Renewal, paid ? InvoiceStatus.Paid : InvoiceStatus.Open, start);
        Subscriptions[id] = former with
        {
            PeriodStart = start,
            PeriodEnd = start + Month,
            LatestInvoiceId = invoice.Id,
            Status = paid ? SubscriptionStatus.Active : SubscriptionStatus.PastDue,
        };
        return invoice;
    }

    public void End(string id, DateTimeOffset at) =>
        Subscriptions[id] = Subscriptions[id] with { Status = SubscriptionStatus.Canceled, EndedAt = at };

    public PaymentRefund Refund(string paymentId, long cents)
    {
        var refund = new PaymentRefund(Next("re"), paymentId, "ch_1", new Money(cents, "usd"), RefundStatus.Succeeded, clock.GetUtcNow());
        Refunds.Add(refund);
        return refund;
    }

    public Task<PaymentCustomer> CreateCustomerAsync(NewPaymentCustomer customer, string idempotencyKey, CancellationToken cancellation) =>
        Task.FromResult(new PaymentCustomer(Next("cus"), customer.Email, customer.Metadata));

    public Task<PaymentCustomer?> GetCustomerAsync(string id, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> DeleteCustomerAsync(string id, CancellationToken cancellation)
    {
        Deleted.Add(id);
        return Task.FromResult(true);
    }

    public Task<PaymentCheckout> CreateCheckoutAsync(CheckoutRequest request, string idempotencyKey, CancellationToken cancellation)
    {
        Opened.Add(request);
        return Task.FromResult(new PaymentCheckout(
            Next("cs"), request.Kind, CheckoutStatus.Open, false, new Uri("https://pay.example/"), request.CustomerId, request.Reference, request.Item.Price, null, null, null,
            clock.GetUtcNow().AddDays(1), request.Metadata));
    }

    public Task<PaymentCheckout?> GetCheckoutAsync(string id, CancellationToken cancellation) => Task.FromResult(Checkouts.GetValueOrDefault(id));

    public Task<PaymentCheckout?> FindCheckoutOfAsync(string paymentId, CancellationToken cancellation) =>
        Task.FromResult(Checkouts.Values.FirstOrDefault(checkout => checkout.PaymentId == paymentId));

    public Task<PaymentInvoice?> FindInvoiceOfAsync(string paymentId, CancellationToken cancellation) =>
        Task.FromResult(PaidInvoices.TryGetValue(paymentId, out string? id) ? Invoices[id] : null);

    public Task<Uri> CreatePortalAsync(string customerId, Uri returnUrl, string idempotencyKey, CancellationToken cancellation) =>
        Task.FromResult(new Uri($"https://portal.example/{customerId}"));

    public async Task<PaymentSubscription?> GetSubscriptionAsync(string id, CancellationToken cancellation)
    {
        PaymentSubscription? found = Subscriptions.GetValueOrDefault(id);
        if (Meanwhile is { } meanwhile)
            await meanwhile();
        return found;
    }

    public Task<PaymentInvoice?> GetInvoiceAsync(string id, CancellationToken cancellation) => Task.FromResult(Invoices.GetValueOrDefault(id));

    public Task<PaymentRefund?> GetRefundAsync(string id, CancellationToken cancellation) => Task.FromResult(Refunds.Find(refund => refund.Id == id));

    public IAsyncEnumerable<PaymentRefund> ListRefundsAsync(string paymentId, CancellationToken cancellation) =>
        Refunds.Where(refund => refund.PaymentId == paymentId).Reverse().ToAsyncEnumerable();

    public IAsyncEnumerable<PaymentEvent> ListEventsAsync(DateTimeOffset since, CancellationToken cancellation) =>
        Events.Where(told => told.CreatedAt >= since).Reverse().ToAsyncEnumerable();

    private PaymentInvoice AddInvoice(
        string subscriptionId, IReadOnlyDictionary<string, string> metadata, InvoiceReason reason, InvoiceStatus status, DateTimeOffset start)
    {
        var price = new Money(999, "usd");
        string id = Next("in");
        PaidInvoices[Next("pi")] = id;
        return Invoices[id] = new PaymentInvoice(
            id, "cus_1", status, reason, price, status == InvoiceStatus.Paid ? price : price with { Minor = 0 }, subscriptionId, "price_1", start, start + Month,
            clock.GetUtcNow(), metadata);
    }
}
