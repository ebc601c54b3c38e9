using System.Globalization;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Ports;

namespace Shortloop.MoneyBench;

/// <summary>
/// The provider's books, by the seed alone: what was paid, refunded and disputed, and the events that tell of it. They know what must come of it,
/// from the prices and not from the code under test.
/// </summary>
internal sealed class Books : IPayments
{
    private static readonly DateTimeOffset Then = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Small ones, so that credits run out again and again.</summary>
    private static readonly (int Credits, int Cents)[] Packs = [(3, 199), (5, 299), (10, 500)];

    private readonly Dictionary<string, PaymentCheckout> _checkouts = [];
    private readonly List<PaymentInvoice> _invoices = [];
    private readonly List<PaymentRefund> _refunds = [];
    private readonly PaymentSubscription _subscription;

    public Books(int seed, int purchases)
    {
        var random = new Random(seed ^ 0x5eed);
        for (int n = 0; n < purchases; n++)
            AddPack(n, random);
        var metadata = new Dictionary<string, string> { ["organisation"] = MoneySettings.OrgId, ["tier"] = "pro" };
        for (int n = 0; n < 4; n++)
        {
            string id = $"in_{n}";
            _invoices.Add(new PaymentInvoice(
                id, "cus_1", InvoiceStatus.Paid, n == 0 ? InvoiceReason.FirstOfSubscription : InvoiceReason.Renewal, new Money(999, "usd"), new Money(999, "usd"),
                "sub_1", "price_1", Then.AddMonths(n), Then.AddMonths(n + 1), Then.AddMonths(n), metadata));
            Expected[(EntryKind.Monthly, id)] = (30, 30);
            Tell(PaymentEventKind.InvoicePaid, id);
        }

        // It ended; the events of its life come in any order.
        _subscription = new PaymentSubscription(
            "sub_1", "cus_1", SubscriptionStatus.Canceled, "price_1", new Money(999, "usd"), Then.AddMonths(3), Then.AddMonths(4), true, null, Then.AddMonths(4), "in_3", metadata);
        foreach (PaymentEventKind kind in (PaymentEventKind[])[PaymentEventKind.SubscriptionCreated, PaymentEventKind.SubscriptionUpdated, PaymentEventKind.SubscriptionDeleted])
            Tell(kind, "sub_1");
    }

    public List<PaymentNews> News { get; } = [];

    /// <summary>What must be entered: from least to most. What is taken back may be less than its share, never more.</summary>
    public Dictionary<(EntryKind Kind, string Cause), (int Least, int Most)> Expected { get; } = [];

    public Task<PaymentCheckout?> GetCheckoutAsync(string id, CancellationToken cancellation) => Task.FromResult(_checkouts.GetValueOrDefault(id));

    public Task<PaymentCheckout?> FindCheckoutOfAsync(string paymentId, CancellationToken cancellation) =>
        Task.FromResult(_checkouts.Values.FirstOrDefault(one => one.PaymentId == paymentId));

    public Task<PaymentInvoice?> FindInvoiceOfAsync(string paymentId, CancellationToken cancellation) => Task.FromResult<PaymentInvoice?>(null);

    public Task<PaymentSubscription?> GetSubscriptionAsync(string id, CancellationToken cancellation) => Task.FromResult<PaymentSubscription?>(_subscription);

    public Task<PaymentInvoice?> GetInvoiceAsync(string id, CancellationToken cancellation) => Task.FromResult(_invoices.Find(one => one.Id == id));

    public Task<PaymentRefund?> GetRefundAsync(string id, CancellationToken cancellation) => Task.FromResult(_refunds.Find(one => one.Id == id));

    public IAsyncEnumerable<PaymentRefund> ListRefundsAsync(string paymentId, CancellationToken cancellation) =>
        _refunds.Where(one => one.PaymentId == paymentId).Reverse().ToAsyncEnumerable();

    public IAsyncEnumerable<PaymentEvent> ListEventsAsync(DateTimeOffset since, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<PaymentCustomer> CreateCustomerAsync(NewPaymentCustomer customer, string idempotencyKey, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<PaymentCustomer?> GetCustomerAsync(string id, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> DeleteCustomerAsync(string id, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<PaymentCheckout> CreateCheckoutAsync(CheckoutRequest request, string idempotencyKey, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Uri> CreatePortalAsync(string customerId, Uri returnUrl, string idempotencyKey, CancellationToken cancellation) => throw new NotSupportedException();

    private void AddPack(int n, Random random)
    {
        var (credits, cents) = Packs[random.Next(Packs.Length)];
        string id = $"cs_{n}";
        bool paid = random.Next(8) != 0;
        _checkouts[id] = new PaymentCheckout(
            id, CheckoutKind.Pack, CheckoutStatus.Complete, paid, null, "cus_1", null, new Money(cents, "usd"), $"pi_{n}", null, null, Then,
            new Dictionary<string, string> { ["organisation"] = MoneySettings.OrgId, ["credits"] = credits.ToString(CultureInfo.InvariantCulture) });
        Tell(PaymentEventKind.CheckoutCompleted, id);
        if (!paid)
            return;
        Expected[(EntryKind.Purchase, id)] = (credits, credits);
        if (random.Next(3) == 0)
            Tell(PaymentEventKind.CheckoutPaymentSucceeded, id);
        if (random.Next(3) == 0)
            Refund(n, credits, cents, random.Next(1, 4));
        else if (random.Next(8) == 0)
            Dispute(n, credits, cents);
    }

    private void Refund(int n, int credits, int cents, int parts)
    {
        (int refunded, int taken) = (0, 0);
        for (int part = 0; part < parts; part++)
        {
            int amount = part == parts - 1 ? cents - refunded : cents / parts;
            refunded += amount;
            int share = (credits * refunded / cents) - taken;
            taken += share;
            string id = $"re_{n}_{part}";
            _refunds.Add(new PaymentRefund(id, $"pi_{n}", $"ch_{n}", new Money(amount, "usd"), RefundStatus.Succeeded, Then.AddMinutes(part)));
            // Of a few cents no credit may come; the next part makes up for it.
            if (share > 0)
                Expected[(EntryKind.Refund, id)] = (-share, 0);
            News.Add(new PaymentNews($"evt_{News.Count}", PaymentEventKind.ChargeRefunded, $"ch_{n}", $"pi_{n}"));
        }
    }

    private void Dispute(int n, int credits, int cents)
    {
        Expected[(EntryKind.Refund, $"du_{n}")] = (-credits, 0);
        News.Add(new PaymentNews($"evt_{News.Count}", PaymentEventKind.DisputeCreated, $"du_{n}", $"pi_{n}", cents));
    }

    private void Tell(PaymentEventKind kind, string about) => News.Add(new PaymentNews($"evt_{News.Count}", kind, about));
}
