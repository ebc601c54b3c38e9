using System.Text.Json;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Stripe;

/// <summary>Stripe's webhooks.</summary>
public sealed class StripeEvents : IPaymentEvents
{
    /// <summary>How far the signature's time may be off ours, either way; Stripe's own default.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    private readonly StripeOptions _options;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentException">The options are not valid; the message says what to do.</exception>
    public StripeEvents(StripeOptions options, TimeProvider time)
    {
        options.ThrowIfInvalid();
        (_options, _time) = (options, time);
    }

    public PaymentEvent Verify(ReadOnlySpan<byte> payload, string? signature)
    {
        if (StripeSignature.Parse(signature) is not { } claim)
            throw Refused("The Stripe-Signature header is missing or not of the form t=…,v1=….");
        if (!claim.IsOver(payload, _options.WebhookSecrets))
            throw Refused("No signature in Stripe-Signature is made with a webhook secret of ours over this body; check the endpoint's signing secret.");
        if ((_time.GetUtcNow() - claim.At).Duration() > Tolerance)
            throw Refused("The time in Stripe-Signature is more than 300 s away from this machine's; check its clock.");
        return EventReading.Read(EventIn(payload));
    }

    private static WireEvent EventIn(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize<WireEvent>(payload, Wire.Json) is { Object: "event" } e ? e : throw EventReading.Unreadable("message");
        }
        catch (JsonException broken)
        {
            throw EventReading.Unreadable($"message ({broken.Path ?? "not JSON"})");
        }
    }

    private static PermanentException Refused(string why) => new("payment_signature_refused", why);
}
