using System.Text.Json;

namespace Shortloop.Adapters.Stripe;

/// <summary>Stripe's JSON, named as it names it (snake_case by policy). What has no default must be there, or the shape is not the one we know.</summary>
internal static class Wire
{
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Null for an error status without a readable body (a proxy's page): the status alone decides then.</summary>
    public static WireError? ErrorIn(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ErrorEnvelope>(text, Json)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal interface IWireObject
{
    string Id { get; }
}

internal sealed record ErrorEnvelope(WireError Error);

internal sealed record WireError(string? Type = null, string? Code = null, string? Message = null, string? Param = null);

internal sealed record WireDeleted(string Id, bool Deleted);

internal sealed record WireList<T>(List<T> Data, bool HasMore);

internal sealed record WireCustomer(string Id, string? Email = null, Dictionary<string, string>? Metadata = null, bool Deleted = false) : IWireObject;

internal sealed record WireInvoicePayment(string Id, string Invoice) : IWireObject;

internal sealed record WirePortal(string Id, Uri Url) : IWireObject;

internal sealed record WireCheckout(
    string Id,
    string Mode,
    string PaymentStatus,
    long ExpiresAt,
    string? Status = null,
    Uri? Url = null,
    string? Customer = null,
    string? ClientReferenceId = null,
    long? AmountTotal = null,
    string? Currency = null,
    string? PaymentIntent = null,
    string? Subscription = null,
    string? Invoice = null,
    Dictionary<string, string>? Metadata = null) : IWireObject;

internal sealed record WireSubscription(
    string Id,
    string Customer,
    string Status,
    WireList<WireSubscriptionItem> Items,
    bool CancelAtPeriodEnd = false,
    long? CancelAt = null,
    long? EndedAt = null,
    string? LatestInvoice = null,
    Dictionary<string, string>? Metadata = null);

/// <summary>The period is the item's since the version train <c>basil</c>.</summary>
internal sealed record WireSubscriptionItem(long CurrentPeriodStart, long CurrentPeriodEnd, WirePrice Price);

internal sealed record WirePrice(string Id, string Currency, long? UnitAmount = null);

/// <param name="Parent">There since <c>basil</c>, null for an invoice of nothing; before, the subscription was a field of its own.</param>
internal sealed record WireInvoice(
    string Id,
    WireInvoiceParent? Parent,
    long AmountDue,
    long AmountPaid,
    string Currency,
    long Created,
    WireList<WireInvoiceLine> Lines,
    string? Customer = null,
    string? Status = null,
    string? BillingReason = null);

internal sealed record WireInvoiceParent(WireSubscriptionDetails? SubscriptionDetails = null);

internal sealed record WireSubscriptionDetails(string Subscription, Dictionary<string, string>? Metadata = null);

internal sealed record WireInvoiceLine(WirePeriod Period, WireLinePricing? Pricing = null, WireLineParent? Parent = null);

internal sealed record WirePeriod(long Start, long End);

internal sealed record WireLinePricing(WirePriceDetails? PriceDetails = null);

internal sealed record WirePriceDetails(string? Price = null);

internal sealed record WireLineParent(WireLineItem? SubscriptionItemDetails = null);

internal sealed record WireLineItem(bool Proration = false);

internal sealed record WireCharge(
    string Id,
    long Amount,
    long AmountRefunded,
    string Currency,
    bool Refunded,
    string? PaymentIntent = null,
    string? Customer = null,
    Dictionary<string, string>? Metadata = null);

internal sealed record WireDispute(
    string Id,
    long Amount,
    string Currency,
    string Reason,
    string Status,
    string? Charge = null,
    string? PaymentIntent = null,
    Dictionary<string, string>? Metadata = null);

internal sealed record WireRefund(
    string Id, long Amount, string Currency, long Created, string? Charge = null, string? PaymentIntent = null, string? Status = null);

internal sealed record WireEvent(string Id, string Object, string Type, long Created, bool Livemode, WireEventData Data, string? ApiVersion = null);

internal sealed record WireEventData(JsonElement Object);
