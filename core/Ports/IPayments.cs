namespace Shortloop.Core.Ports;

/// <summary>
/// The payment provider. It asks people for money on its own pages; what came of it is read back here or told by <see cref="PaymentEvent"/>s.
/// Every call that makes something takes an idempotency key (1–255 characters, the caller's name for this one wish): the same key with the
/// same request gives the first answer again for 24 h, so a call that was cut off is simply repeated with its key.
/// Errors of every method: key refused or not allowed to: <see cref="PermanentException"/> <c>payments_misconfigured</c>;
/// request refused, or sent to an object that is gone: <c>payments_refused</c>; key used before with another request:
/// <c>payments_key_reused</c>; rate limit: <see cref="TransientException"/> <c>payments_throttled</c>; 5xx, timeout, connection cut,
/// unreadable answer, or the same key being worked on at this moment: <c>payments_unavailable</c> — it may have happened; ask with the same key.
/// </summary>
public interface IPayments
{
    Task<PaymentCustomer> CreateCustomerAsync(NewPaymentCustomer customer, string idempotencyKey, CancellationToken cancellation);

    /// <returns>Null: there is none, or it was deleted.</returns>
    Task<PaymentCustomer?> GetCustomerAsync(string id, CancellationToken cancellation);

    /// <summary>Forgets the person and ends their subscriptions at once, without refund. What was paid stays on record at the provider.</summary>
    /// <returns>False: there was none any more.</returns>
    Task<bool> DeleteCustomerAsync(string id, CancellationToken cancellation);

    /// <summary>Opens a page where the customer pays once (a pack) or every month (a subscription); good for 24 h.</summary>
    Task<PaymentCheckout> CreateCheckoutAsync(CheckoutRequest request, string idempotencyKey, CancellationToken cancellation);

    /// <returns>Null: there is none.</returns>
    Task<PaymentCheckout?> GetCheckoutAsync(string id, CancellationToken cancellation);

    /// <summary>What a payment was made for, if it was a pack.</summary>
    /// <returns>Null: no checkout of ours was paid by it.</returns>
    Task<PaymentCheckout?> FindCheckoutOfAsync(string paymentId, CancellationToken cancellation);

    /// <summary>What a payment was made for, if it was a month of a subscription.</summary>
    /// <returns>Null: no invoice was paid by it.</returns>
    Task<PaymentInvoice?> FindInvoiceOfAsync(string paymentId, CancellationToken cancellation);

    /// <summary>A page where the customer sees invoices, changes the card and cancels. Not to be stored: it is good for minutes.</summary>
    /// <param name="returnUrl">Where its way back leads.</param>
    Task<Uri> CreatePortalAsync(string customerId, Uri returnUrl, string idempotencyKey, CancellationToken cancellation);

    /// <returns>Null: there is none. An ended one is still found.</returns>
    Task<PaymentSubscription?> GetSubscriptionAsync(string id, CancellationToken cancellation);

    /// <returns>Null: there is none.</returns>
    Task<PaymentInvoice?> GetInvoiceAsync(string id, CancellationToken cancellation);

    /// <returns>Null: there is none.</returns>
    Task<PaymentRefund?> GetRefundAsync(string id, CancellationToken cancellation);

    /// <summary>All refunds of one payment, newest first. An event about a refunded charge has the sum only; the single refunds are here.</summary>
    IAsyncEnumerable<PaymentRefund> ListRefundsAsync(string paymentId, CancellationToken cancellation);

    /// <summary>What happened, newest first, for reconciliation; the provider keeps 30 days. Kinds that we don't know are left out.</summary>
    /// <param name="since">Inclusive, to the second.</param>
    IAsyncEnumerable<PaymentEvent> ListEventsAsync(DateTimeOffset since, CancellationToken cancellation);
}
