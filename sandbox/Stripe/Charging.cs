using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

/// <summary>Payment intents, charges, refunds and disputes.</summary>
internal static class Charging
{
    public static JsonObject AddIntent(StripeBooks books, string? customer, long amount, string currency, JsonObject metadata)
    {
        var made = books.Add(new JsonObject
        {
            ["id"] = StripeJson.NewId("pi_"),
            ["object"] = "payment_intent",
            ["amount"] = amount,
            ["amount_received"] = 0,
            ["capture_method"] = "automatic_async",
            ["currency"] = currency,
            ["customer"] = customer,
            ["last_payment_error"] = null,
            ["latest_charge"] = null,
            ["metadata"] = metadata.Copy(),
            ["payment_method_types"] = new JsonArray("card"),
            ["status"] = "requires_payment_method",
        });
        books.Emit("payment_intent.created", made);
        return made;
    }

    public static void Succeed(StripeBooks books, JsonObject intent)
    {
        var charge = books.Add(new JsonObject
        {
            ["id"] = StripeJson.NewId("ch_"),
            ["object"] = "charge",
            ["amount"] = intent.Number("amount"),
            ["amount_captured"] = intent.Number("amount"),
            ["amount_refunded"] = 0,
            ["captured"] = true,
            ["currency"] = intent.Text("currency"),
            ["customer"] = intent.Text("customer"),
            ["disputed"] = false,
            ["metadata"] = intent.Object("metadata").Copy(),
            ["paid"] = true,
            ["payment_intent"] = intent.Id(),
            ["receipt_url"] = null,
            ["refunded"] = false,
            ["status"] = "succeeded",
        });
        intent["status"] = "succeeded";
        intent["amount_received"] = intent.Number("amount");
        intent["latest_charge"] = charge.Id();
        intent["last_payment_error"] = null;
        books.Emit("charge.succeeded", charge);
        books.Emit("payment_intent.succeeded", intent);
    }

    public static void Decline(StripeBooks books, JsonObject intent)
    {
        intent["status"] = "requires_payment_method";
        intent["last_payment_error"] = new JsonObject
        {
            ["type"] = "card_error",
            ["code"] = "card_declined",
            ["decline_code"] = "generic_decline",
            ["message"] = "Your card was declined.",
        };
        books.Emit("payment_intent.payment_failed", intent);
    }

    public static JsonObject Refund(StripeCall call)
    {
        var (books, form) = (call.Books, call.Form);
        form.Only("charge", "payment_intent", "amount", "reason", "metadata", "expand");
        var charge = ChargeOf(books, form.Text("charge"), form.Text("payment_intent"));
        var left = charge.Number("amount") - charge.Number("amount_refunded");
        if (left == 0)
            throw StripeRefusal.Invalid("charge_already_refunded", null, $"Charge {charge.Id()} has already been refunded.");
        var amount = form.Number("amount") ?? left;
        if (amount < 1 || amount > left)
            throw StripeRefusal.Invalid("amount_too_large", "amount", $"Refund amount is greater than unrefunded amount on charge ({left}).");
        if (form.Text("reason") is not null)
            form.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer");
        var refund = books.Add(new JsonObject
        {
            ["id"] = StripeJson.NewId("re_"),
            ["object"] = "refund",
            ["amount"] = amount,
            ["charge"] = charge.Id(),
            ["currency"] = charge.Text("currency"),
            ["metadata"] = form.Map("metadata"),
            ["payment_intent"] = charge.Text("payment_intent"),
            ["reason"] = form.Text("reason"),
            ["status"] = "succeeded",
        });
        charge["amount_refunded"] = charge.Number("amount_refunded") + amount;
        charge["refunded"] = amount == left;
        books.Emit("refund.created", refund);
        books.Emit("charge.refunded", charge);
        return refund;
    }

    /// <summary>The cardholder goes to the bank: nothing that the API can ask for, only the sandbox's own door.</summary>
    public static JsonObject Dispute(StripeBooks books, string payment, string reason)
    {
        var charge = ChargeOf(books, payment.StartsWith("ch_", StringComparison.Ordinal) ? payment : null, payment);
        var made = books.Add(new JsonObject
        {
            ["id"] = StripeJson.NewId("du_"),
            ["object"] = "dispute",
            ["amount"] = charge.Number("amount"),
            ["charge"] = charge.Id(),
            ["currency"] = charge.Text("currency"),
            ["is_charge_refundable"] = false,
            ["metadata"] = new JsonObject(),
            ["payment_intent"] = charge.Text("payment_intent"),
            ["reason"] = reason,
            ["status"] = "needs_response",
        });
        charge["disputed"] = true;
        books.Emit("charge.dispute.created", made);
        return made;
    }

    private static JsonObject ChargeOf(StripeBooks books, string? charge, string? intent)
    {
        if (charge is not null)
            return books.Get("charge", charge, "charge");
        var found = books.Get("payment_intent", intent ?? throw StripeRefusal.Missing("payment_intent"), "payment_intent");
        return books.Find("charge", found.Text("latest_charge"))
            ?? throw StripeRefusal.Invalid(null, "payment_intent", $"This PaymentIntent ({found.Id()}) does not have a successful charge to refund.");
    }
}
