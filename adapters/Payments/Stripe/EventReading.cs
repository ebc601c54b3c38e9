using System.Text.Json;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Stripe;

/// <summary>One event's JSON, from a webhook or from the list, as ours.</summary>
internal static class EventReading
{
    private static readonly Dictionary<string, (PaymentEventKind Kind, Func<JsonElement, PaymentObject?> Read)> Known = new()
    {
        ["checkout.session.completed"] = (PaymentEventKind.CheckoutCompleted, Checkout),
        ["checkout.session.async_payment_succeeded"] = (PaymentEventKind.CheckoutPaymentSucceeded, Checkout),
        ["checkout.session.async_payment_failed"] = (PaymentEventKind.CheckoutPaymentFailed, Checkout),
        ["checkout.session.expired"] = (PaymentEventKind.CheckoutExpired, Checkout),
        ["customer.subscription.created"] = (PaymentEventKind.SubscriptionCreated, Subscription),
        ["customer.subscription.updated"] = (PaymentEventKind.SubscriptionUpdated, Subscription),
        ["customer.subscription.deleted"] = (PaymentEventKind.SubscriptionDeleted, Subscription),
        ["invoice.paid"] = (PaymentEventKind.InvoicePaid, Invoice),
        ["invoice.payment_failed"] = (PaymentEventKind.InvoicePaymentFailed, Invoice),
        ["charge.refunded"] = (PaymentEventKind.ChargeRefunded, Charge),
        ["charge.dispute.created"] = (PaymentEventKind.DisputeCreated, Dispute),
    };

    /// <summary>Stripe's names of the kinds that we know; at most 20 may be asked for at once.</summary>
    public static IReadOnlyList<object?> Types => [.. Known.Keys];

    /// <exception cref="PermanentException"><c>payment_event_unreadable</c></exception>
    public static PaymentEvent Read(WireEvent e)
    {
        try
        {
            var found = Known.TryGetValue(e.Type, out var known) ? known.Read(e.Data.Object) : null;
            return new PaymentEvent(
                e.Id, found is null ? PaymentEventKind.Other : known.Kind, e.Type, Objects.Time(e.Created), e.Livemode, found);
        }
        catch (JsonException broken)
        {
            throw Unreadable($"event {e.Id} ({e.Type}, API version {e.ApiVersion ?? "unknown"}): {broken.Path}");
        }
    }

    /// <param name="what">Never the payload itself: it is about people.</param>
    public static PermanentException Unreadable(string what) => new(
        "payment_event_unreadable",
        $"Stripe's {what} is not of the shape that is known here. Set the webhook endpoint's API version to {StripeHttp.ApiVersion}, then have Stripe send it again.");

    private static PaymentObject? Checkout(JsonElement json) => Objects.Checkout(Whole<WireCheckout>(json));

    private static PaymentObject Subscription(JsonElement json) => Objects.Subscription(Whole<WireSubscription>(json));

    private static PaymentObject Invoice(JsonElement json) => Objects.Invoice(Whole<WireInvoice>(json));

    private static PaymentObject Charge(JsonElement json) => Objects.Charge(Whole<WireCharge>(json));

    private static PaymentObject Dispute(JsonElement json) => Objects.Dispute(Whole<WireDispute>(json));

    private static T Whole<T>(JsonElement json) => json.Deserialize<T>(Wire.Json) ?? throw new JsonException("The object is null.");
}
