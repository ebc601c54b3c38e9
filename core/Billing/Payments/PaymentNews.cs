using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing.Payments;

/// <summary>What is kept of an event of the provider's: what to look at. Ids only, because it travels through a story.</summary>
/// <param name="ObjectId">The checkout, the subscription, the invoice, the charge or the dispute.</param>
/// <param name="PaymentId">Of a charge and of a dispute: the payment they belong to.</param>
/// <param name="Minor">Of a dispute: the amount in question, in cents.</param>
public sealed record PaymentNews(
    string EventId,
    [property: JsonConverter(typeof(SnakeCaseEnum<PaymentEventKind>))] PaymentEventKind Kind,
    string ObjectId,
    string? PaymentId = null,
    long? Minor = null)
{
    /// <returns>Null: nothing follows from it.</returns>
    public static PaymentNews? Of(PaymentEvent told) => (told.Kind, told.Object) switch
    {
        (PaymentEventKind.CheckoutExpired or PaymentEventKind.CheckoutPaymentFailed or PaymentEventKind.Other, _) => null,
        (_, PaymentCharge { PaymentId: { } payment } charge) => new(told.Id, told.Kind, charge.Id, payment),
        (_, PaymentDispute { PaymentId: { } payment } dispute) => new(told.Id, told.Kind, dispute.Id, payment, dispute.Amount.Minor),
        (_, PaymentCharge or PaymentDispute or null) => null,
        (_, { } about) => new(told.Id, told.Kind, about.Id),
    };
}
