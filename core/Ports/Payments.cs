namespace Shortloop.Core.Ports;

/// <param name="Minor">In the currency's smallest unit (cents); negative never.</param>
/// <param name="Currency">ISO 4217, lower case: <c>usd</c>.</param>
public sealed record Money(long Minor, string Currency);

/// <param name="Metadata">Our own names for it: at most 50 entries, keys of at most 40 characters without brackets, values of at most 500.</param>
public sealed record NewPaymentCustomer(string? Email, string? Name, IReadOnlyDictionary<string, string> Metadata);

public sealed record PaymentCustomer(string Id, string? Email, IReadOnlyDictionary<string, string> Metadata);

public enum CheckoutKind
{
    /// <summary>Paid once.</summary>
    Pack,

    /// <summary>Paid every month until cancelled.</summary>
    Subscription,
}

/// <param name="Name">As the page and the receipt say it.</param>
/// <param name="Price">For one of it; with <see cref="CheckoutKind.Subscription"/> for one month.</param>
/// <param name="PriceId">The provider's catalogue price to charge instead of <paramref name="Price"/>; the portal can change tiers between such prices only.</param>
public sealed record CheckoutItem(string Name, Money Price, string? PriceId = null);

/// <param name="Reference">Our id of this purchase, at most 200 characters; comes back with the checkout.</param>
/// <param name="Metadata">Comes back with the checkout, and with what follows from it: the charge of a pack, a subscription and its invoices. Limits as in <see cref="NewPaymentCustomer"/>.</param>
/// <param name="SuccessUrl">May hold <c>{CHECKOUT_SESSION_ID}</c>, which becomes the checkout's id. Being sent there proves nothing.</param>
public sealed record CheckoutRequest(
    CheckoutKind Kind,
    string CustomerId,
    string Reference,
    CheckoutItem Item,
    IReadOnlyDictionary<string, string> Metadata,
    Uri SuccessUrl,
    Uri CancelUrl);

/// <summary>A thing of the provider's that events speak of. Values that we don't know come as <c>Other</c>, never as an error.</summary>
public abstract record PaymentObject(string Id, IReadOnlyDictionary<string, string> Metadata);

public enum CheckoutStatus
{
    Open,
    Complete,
    Expired,
    Other,
}

/// <param name="IsSettled">The money is there, or none was asked. False with <see cref="CheckoutStatus.Complete"/>: a slow way of paying; an event will tell.</param>
/// <param name="Url">Where to send the customer; only while open.</param>
/// <param name="Total">With discounts and taxes, as charged.</param>
/// <param name="PaymentId">Of a pack, once paying was tried.</param>
/// <param name="SubscriptionId">Of a subscription, once complete.</param>
public sealed record PaymentCheckout(
    string Id,
    CheckoutKind Kind,
    CheckoutStatus Status,
    bool IsSettled,
    Uri? Url,
    string? CustomerId,
    string? Reference,
    Money? Total,
    string? PaymentId,
    string? SubscriptionId,
    string? InvoiceId,
    DateTimeOffset ExpiresAt,
    IReadOnlyDictionary<string, string> Metadata) : PaymentObject(Id, Metadata)
{
    /// <summary>What was bought may be handed over: once per id, however often this is seen.</summary>
    public bool MayFulfil => Status == CheckoutStatus.Complete && IsSettled;
}

public enum SubscriptionStatus
{
    /// <summary>The first payment is not through.</summary>
    Incomplete,

    /// <summary>The first payment never came; it is over.</summary>
    IncompleteExpired,
    Trialing,
    Active,

    /// <summary>A renewal could not be charged; the provider tries again for some days.</summary>
    PastDue,

    /// <summary>The provider has stopped trying; no new invoice is charged.</summary>
    Unpaid,
    Paused,

    /// <summary>It is over.</summary>
    Canceled,
    Other,
}

/// <param name="PeriodEnd">Until when the present period is paid or asked for.</param>
/// <param name="CancelsAtPeriodEnd">The customer has cancelled; it runs out at <paramref name="PeriodEnd"/>.</param>
/// <param name="EndedAt">Set once it is over.</param>
public sealed record PaymentSubscription(
    string Id,
    string CustomerId,
    SubscriptionStatus Status,
    string? PriceId,
    Money? Price,
    DateTimeOffset? PeriodStart,
    DateTimeOffset? PeriodEnd,
    bool CancelsAtPeriodEnd,
    DateTimeOffset? CancelsAt,
    DateTimeOffset? EndedAt,
    string? LatestInvoiceId,
    IReadOnlyDictionary<string, string> Metadata) : PaymentObject(Id, Metadata);

public enum InvoiceStatus
{
    Draft,
    Open,
    Paid,
    Uncollectible,
    Void,
    Other,
}

public enum InvoiceReason
{
    FirstOfSubscription,
    Renewal,
    Change,
    Other,
}

/// <param name="SubscriptionId">Null for an invoice of anything else.</param>
/// <param name="PeriodStart">Of the month paid for, from its lines; null without a line of a subscription.</param>
/// <param name="Metadata">The subscription's, as it was when the invoice was made.</param>
public sealed record PaymentInvoice(
    string Id,
    string? CustomerId,
    InvoiceStatus Status,
    InvoiceReason Reason,
    Money Due,
    Money Paid,
    string? SubscriptionId,
    string? PriceId,
    DateTimeOffset? PeriodStart,
    DateTimeOffset? PeriodEnd,
    DateTimeOffset CreatedAt,
    IReadOnlyDictionary<string, string> Metadata) : PaymentObject(Id, Metadata);

/// <param name="Refunded">The sum of all refunds so far, not the last one's.</param>
/// <param name="IsFullyRefunded">Nothing of it is left.</param>
public sealed record PaymentCharge(
    string Id,
    string? PaymentId,
    string? CustomerId,
    Money Amount,
    Money Refunded,
    bool IsFullyRefunded,
    IReadOnlyDictionary<string, string> Metadata) : PaymentObject(Id, Metadata);

/// <param name="Reason">The bank's, in the provider's words: <c>fraudulent</c>.</param>
/// <param name="Status">In the provider's words: <c>needs_response</c>.</param>
public sealed record PaymentDispute(
    string Id,
    string? ChargeId,
    string? PaymentId,
    Money Amount,
    string Reason,
    string Status,
    IReadOnlyDictionary<string, string> Metadata) : PaymentObject(Id, Metadata);

public enum RefundStatus
{
    Pending,
    Succeeded,
    Failed,
    Canceled,
    Other,
}

public sealed record PaymentRefund(string Id, string? PaymentId, string? ChargeId, Money Amount, RefundStatus Status, DateTimeOffset CreatedAt);
