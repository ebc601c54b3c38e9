using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Stripe;

/// <summary>Checkout, portal and reading back, by Stripe's REST API.</summary>
public sealed class StripePayments : IPayments
{
    private const int PageSize = 100;

    private readonly StripeHttp _http;

    /// <exception cref="ArgumentException">The options are not valid; the message says what to do.</exception>
    public StripePayments(HttpClient http, StripeOptions options, TimeProvider time, ILogger<StripePayments> logger)
    {
        options.ThrowIfInvalid();
        _http = new StripeHttp(http, options, time, logger);
    }

    /// <summary>Time limits are per try and the client's own; a redirect is nothing that Stripe would answer.</summary>
    public static HttpClient CreateHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<PaymentCustomer> CreateCustomerAsync(NewPaymentCustomer customer, string idempotencyKey, CancellationToken cancellation)
    {
        var form = new Dictionary<string, object?> { ["email"] = customer.Email, ["name"] = customer.Name, ["metadata"] = customer.Metadata };
        return Objects.Customer(await _http.PostAsync<WireCustomer>("new customer", "customers", form, idempotencyKey, cancellation));
    }

    public async Task<PaymentCustomer?> GetCustomerAsync(string id, CancellationToken cancellation) =>
        await _http.FindAsync<WireCustomer>("customer", $"customers/{Part(id)}", cancellation) is { Deleted: false } found ? Objects.Customer(found) : null;

    public Task<bool> DeleteCustomerAsync(string id, CancellationToken cancellation) =>
        _http.DeleteAsync("customer's deletion", $"customers/{Part(id)}", cancellation);

    public async Task<PaymentCheckout> CreateCheckoutAsync(CheckoutRequest request, string idempotencyKey, CancellationToken cancellation)
    {
        var made = await _http.PostAsync<WireCheckout>("new checkout", "checkout/sessions", CheckoutForm.For(request), idempotencyKey, cancellation);
        return Objects.Checkout(made)!;
    }

    public async Task<PaymentCheckout?> GetCheckoutAsync(string id, CancellationToken cancellation) =>
        await _http.FindAsync<WireCheckout>("checkout", $"checkout/sessions/{Part(id)}", cancellation) is { } found ? Objects.Checkout(found) : null;

    public async Task<PaymentCheckout?> FindCheckoutOfAsync(string paymentId, CancellationToken cancellation)
    {
        var filter = new Dictionary<string, object?> { ["payment_intent"] = paymentId, ["limit"] = 1 };
        var found = await _http.GetAsync<WireList<WireCheckout>>("payment's checkout", $"checkout/sessions?{FormEncoding.Encode(filter)}", cancellation);
        return found.Data is [var one, ..] ? Objects.Checkout(one) : null;
    }

    public async Task<PaymentInvoice?> FindInvoiceOfAsync(string paymentId, CancellationToken cancellation)
    {
        var filter = new Dictionary<string, object?>
        {
            ["payment"] = new Dictionary<string, object?> { ["type"] = "payment_intent", ["payment_intent"] = paymentId },
            ["limit"] = 1,
        };
        var found = await _http.GetAsync<WireList<WireInvoicePayment>>("payment's invoice", $"invoice_payments?{FormEncoding.Encode(filter)}", cancellation);
        return found.Data is [var one, ..] ? await GetInvoiceAsync(one.Invoice, cancellation) : null;
    }

    public async Task<Uri> CreatePortalAsync(string customerId, Uri returnUrl, string idempotencyKey, CancellationToken cancellation)
    {
        var form = new Dictionary<string, object?> { ["customer"] = customerId, ["return_url"] = returnUrl };
        return (await _http.PostAsync<WirePortal>("new portal session", "billing_portal/sessions", form, idempotencyKey, cancellation)).Url;
    }

    public async Task<PaymentSubscription?> GetSubscriptionAsync(string id, CancellationToken cancellation) =>
        await _http.FindAsync<WireSubscription>("subscription", $"subscriptions/{Part(id)}", cancellation) is { } found ? Objects.Subscription(found) : null;

    public async Task<PaymentInvoice?> GetInvoiceAsync(string id, CancellationToken cancellation) =>
        await _http.FindAsync<WireInvoice>("invoice", $"invoices/{Part(id)}", cancellation) is { } found ? Objects.Invoice(found) : null;

    public async Task<PaymentRefund?> GetRefundAsync(string id, CancellationToken cancellation) =>
        await _http.FindAsync<WireRefund>("refund", $"refunds/{Part(id)}", cancellation) is { } found ? Objects.Refund(found) : null;

    public async IAsyncEnumerable<PaymentRefund> ListRefundsAsync(string paymentId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = new Dictionary<string, object?> { ["payment_intent"] = paymentId };
        await foreach (var refund in ListAsync<WireRefund>("refunds", "refunds", filter, r => r.Id, cancellation))
            yield return Objects.Refund(refund);
    }

    public async IAsyncEnumerable<PaymentEvent> ListEventsAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = new Dictionary<string, object?>
        {
            ["created"] = new Dictionary<string, object?> { ["gte"] = since },
            ["types"] = EventReading.Types,
        };
        await foreach (var e in ListAsync<WireEvent>("events", "events", filter, e => e.Id, cancellation))
            yield return EventReading.Read(e);
    }

    /// <summary>All pages, newest first. What is new since the first page is not in later ones.</summary>
    private async IAsyncEnumerable<T> ListAsync<T>(
        string operation, string path, IReadOnlyDictionary<string, object?> filter, Func<T, string> idOf, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? after = null;
        do
        {
            var query = new Dictionary<string, object?>(filter) { ["limit"] = PageSize, ["starting_after"] = after };
            var page = await _http.GetAsync<WireList<T>>(operation, $"{path}?{FormEncoding.Encode(query)}", cancellation);
            foreach (var item in page.Data)
                yield return item;
            after = page is { HasMore: true, Data: [.., var last] } ? idOf(last) : null;
        }
        while (after is not null);
    }

    /// <summary>An empty id would ask for the list, and dots would climb.</summary>
    private static string Part(string id) => id.Length is > 0 and <= 255 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        ? id
        : throw new PermanentException("payments_refused", "That is not an id of Stripe's: letters, digits and underscores are.");
}
