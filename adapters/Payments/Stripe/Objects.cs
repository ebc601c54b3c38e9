using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Stripe;

/// <summary>Stripe's objects in our words.</summary>
internal static class Objects
{
    private static readonly Dictionary<string, string> None = [];

    public static PaymentCustomer Customer(WireCustomer c) => new(c.Id, c.Email, c.Metadata ?? None);

    /// <returns>Null for one that only collects a card: none of ours.</returns>
    public static PaymentCheckout? Checkout(WireCheckout c)
    {
        CheckoutKind? kind = c.Mode switch { "payment" => CheckoutKind.Pack, "subscription" => CheckoutKind.Subscription, _ => null };
        return kind is null ? null : new PaymentCheckout(
            c.Id, kind.Value, StatusOf(c), c.PaymentStatus is "paid" or "no_payment_required", c.Url, c.Customer, c.ClientReferenceId,
            c is { AmountTotal: { } total, Currency: { } currency } ? new Money(total, currency) : null,
            c.PaymentIntent, c.Subscription, c.Invoice, Time(c.ExpiresAt), c.Metadata ?? None);
    }

    public static PaymentSubscription Subscription(WireSubscription s)
    {
        var item = s.Items.Data.FirstOrDefault();
        var ends = item is null ? (DateTimeOffset?)null : Time(item.CurrentPeriodEnd);
        return new PaymentSubscription(
            s.Id, s.Customer, StatusOf(s), item?.Price.Id,
            item?.Price.UnitAmount is { } amount ? new Money(amount, item.Price.Currency) : null,
            item is null ? null : Time(item.CurrentPeriodStart), ends,
            // The portal may name the moment instead of raising the flag.
            s.CancelAtPeriodEnd || (s.CancelAt is { } at && item is not null && at == item.CurrentPeriodEnd),
            Time(s.CancelAt), Time(s.EndedAt), s.LatestInvoice, s.Metadata ?? None);
    }

    public static PaymentInvoice Invoice(WireInvoice i)
    {
        var of = i.Parent?.SubscriptionDetails;
        // A change in mid-month has lines for parts of a month too; the month paid for is that of the last whole one.
        var line = i.Lines.Data.Where(l => l.Parent?.SubscriptionItemDetails is { Proration: false }).MaxBy(l => l.Period.End);
        return new PaymentInvoice(
            i.Id, i.Customer, StatusOf(i), ReasonOf(i), new Money(i.AmountDue, i.Currency), new Money(i.AmountPaid, i.Currency),
            of?.Subscription, line?.Pricing?.PriceDetails?.Price, Time(line?.Period.Start), Time(line?.Period.End), Time(i.Created), of?.Metadata ?? None);
    }

    public static PaymentCharge Charge(WireCharge c) => new(
        c.Id, c.PaymentIntent, c.Customer, new Money(c.Amount, c.Currency), new Money(c.AmountRefunded, c.Currency), c.Refunded, c.Metadata ?? None);

    public static PaymentDispute Dispute(WireDispute d) => new(
        d.Id, d.Charge, d.PaymentIntent, new Money(d.Amount, d.Currency), d.Reason, d.Status, d.Metadata ?? None);

    public static PaymentRefund Refund(WireRefund r) => new(
        r.Id, r.PaymentIntent, r.Charge, new Money(r.Amount, r.Currency), StatusOf(r), Time(r.Created));

    public static DateTimeOffset Time(long unixSeconds) => DateTimeOffset.FromUnixTimeSeconds(unixSeconds);

    private static DateTimeOffset? Time(long? unixSeconds) => unixSeconds is { } seconds ? Time(seconds) : null;

    private static CheckoutStatus StatusOf(WireCheckout c) => c.Status switch
    {
        "open" => CheckoutStatus.Open,
        "complete" => CheckoutStatus.Complete,
        "expired" => CheckoutStatus.Expired,
        _ => CheckoutStatus.Other,
    };

    private static SubscriptionStatus StatusOf(WireSubscription s) => s.Status switch
    {
        "incomplete" => SubscriptionStatus.Incomplete,
        "incomplete_expired" => SubscriptionStatus.IncompleteExpired,
        "trialing" => SubscriptionStatus.Trialing,
        "active" => SubscriptionStatus.Active,
        "past_due" => SubscriptionStatus.PastDue,
        "unpaid" => SubscriptionStatus.Unpaid,
        "paused" => SubscriptionStatus.Paused,
        "canceled" => SubscriptionStatus.Canceled,
        _ => SubscriptionStatus.Other,
    };

    private static InvoiceStatus StatusOf(WireInvoice i) => i.Status switch
    {
        "draft" => InvoiceStatus.Draft,
        "open" => InvoiceStatus.Open,
        "paid" => InvoiceStatus.Paid,
        "uncollectible" => InvoiceStatus.Uncollectible,
        "void" => InvoiceStatus.Void,
        _ => InvoiceStatus.Other,
    };

    private static InvoiceReason ReasonOf(WireInvoice i) => i.BillingReason switch
    {
        "subscription_create" => InvoiceReason.FirstOfSubscription,
        "subscription_cycle" => InvoiceReason.Renewal,
        "subscription_update" => InvoiceReason.Change,
        _ => InvoiceReason.Other,
    };

    private static RefundStatus StatusOf(WireRefund r) => r.Status switch
    {
        "pending" or "requires_action" => RefundStatus.Pending,
        "succeeded" => RefundStatus.Succeeded,
        "failed" => RefundStatus.Failed,
        "canceled" => RefundStatus.Canceled,
        _ => RefundStatus.Other,
    };
}
