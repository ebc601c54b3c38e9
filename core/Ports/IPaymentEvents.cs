namespace Shortloop.Core.Ports;

public enum PaymentEventKind
{
    /// <summary>The customer is through with the page. Fulfil if <see cref="PaymentCheckout.MayFulfil"/>, else wait for the next two.</summary>
    CheckoutCompleted,
    CheckoutPaymentSucceeded,
    CheckoutPaymentFailed,
    CheckoutExpired,
    SubscriptionCreated,
    SubscriptionUpdated,
    SubscriptionDeleted,
    InvoicePaid,
    InvoicePaymentFailed,
    ChargeRefunded,
    DisputeCreated,

    /// <summary>Anything else: to be taken and forgotten.</summary>
    Other,
}

/// <summary>
/// Something happened at the provider. Deliveries repeat and come in any order: what was done is remembered by <paramref name="Id"/>, and state is
/// read back with <see cref="IPayments"/> where an older event could undo a newer one.
/// </summary>
/// <param name="Type">The provider's own word, for logs.</param>
/// <param name="IsLive">False: no real money.</param>
/// <param name="Object">As it was at <paramref name="CreatedAt"/>; of the type that the kind says; null with <see cref="PaymentEventKind.Other"/>.</param>
public sealed record PaymentEvent(string Id, PaymentEventKind Kind, string Type, DateTimeOffset CreatedAt, bool IsLive, PaymentObject? Object);

/// <summary>Tells whether a message really is the provider's.</summary>
public interface IPaymentEvents
{
    /// <param name="payload">The body as it came over the wire, byte for byte.</param>
    /// <param name="signature">The signature header; null if there was none.</param>
    /// <exception cref="PermanentException">
    /// <c>payment_signature_refused</c>: no, unreadable, wrong or too old a signature (more than 300 s off our clock); nothing in the payload was looked at.
    /// <c>payment_event_unreadable</c>: signed by the provider, but not of the shape that we know (the webhook's API version is another).
    /// </exception>
    PaymentEvent Verify(ReadOnlySpan<byte> payload, string? signature);
}
