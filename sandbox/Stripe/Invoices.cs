using System.Globalization;
using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

internal static class Invoices
{
    public static string? SubscriptionOf(JsonObject invoice) => invoice["parent"]!["subscription_details"]!.AsObject().Text("subscription");

    /// <summary>For the subscription's present period. Stripe leaves a renewal as a draft for an hour; here it is final at once.</summary>
    public static JsonObject Add(StripeBooks books, JsonObject subscription, string reason)
    {
        var item = Subscriptions.Item(subscription);
        var id = StripeJson.NewId("in_");
        var amount = item.Object("price").Number("unit_amount") * item.Number("quantity");
        var invoice = books.Add(new JsonObject
        {
            ["id"] = id,
            ["object"] = "invoice",
            ["amount_due"] = amount,
            ["amount_paid"] = 0,
            ["amount_remaining"] = amount,
            ["attempt_count"] = 0,
            ["attempted"] = false,
            ["auto_advance"] = true,
            ["billing_reason"] = reason,
            ["collection_method"] = "charge_automatically",
            ["currency"] = subscription.Text("currency"),
            ["customer"] = subscription.Text("customer"),
            ["customer_email"] = books.Find("customer", subscription.Text("customer"))?.Text("email"),
            ["hosted_invoice_url"] = null,
            ["lines"] = StripeJson.List($"/v1/invoices/{id}/lines", [Line(id, subscription, item, amount)]),
            ["metadata"] = new JsonObject(),
            ["next_payment_attempt"] = null,
            ["number"] = string.Create(CultureInfo.InvariantCulture, $"SANDBOX-{books.All("invoice").Count() + 1:0000}"),
            ["parent"] = new JsonObject
            {
                ["type"] = "subscription_details",
                ["quote_details"] = null,
                ["subscription_details"] = new JsonObject { ["metadata"] = subscription.Object("metadata").Copy(), ["subscription"] = subscription.Id() },
            },
            ["period_end"] = item.Number("current_period_start"),
            ["period_start"] = item.Number("current_period_start"),
            ["status"] = "draft",
            ["status_transitions"] = new JsonObject { ["finalized_at"] = null, ["marked_uncollectible_at"] = null, ["paid_at"] = null, ["voided_at"] = null },
            ["subtotal"] = amount,
            ["total"] = amount,
        });
        books.Emit("invoice.created", invoice);
        invoice["status"] = "open";
        invoice.Object("status_transitions")["finalized_at"] = books.Now;
        books.Emit("invoice.finalized", invoice);
        return invoice;
    }

    public static void Charge(StripeBooks books, JsonObject invoice)
    {
        var amount = invoice.Number("amount_due");
        var intent = Charging.AddIntent(books, invoice.Text("customer"), amount, invoice.Text("currency")!, []);
        Charging.Succeed(books, intent);
        books.Add(new JsonObject
        {
            ["id"] = StripeJson.NewId("inpay_"),
            ["object"] = "invoice_payment",
            ["amount_paid"] = amount,
            ["amount_requested"] = amount,
            ["currency"] = invoice.Text("currency"),
            ["invoice"] = invoice.Id(),
            ["is_default"] = true,
            ["payment"] = new JsonObject { ["type"] = "payment_intent", ["payment_intent"] = intent.Id() },
            ["status"] = "paid",
        });
        Attempted(invoice);
        invoice["amount_paid"] = amount;
        invoice["amount_remaining"] = 0;
        invoice["next_payment_attempt"] = null;
        invoice["status"] = "paid";
        invoice.Object("status_transitions")["paid_at"] = books.Now;
        books.Emit("invoice.paid", invoice);
        books.Emit("invoice.payment_succeeded", invoice);
    }

    public static void Fail(StripeBooks books, JsonObject invoice, DateTimeOffset? next)
    {
        Attempted(invoice);
        invoice["next_payment_attempt"] = next?.ToUnixTimeSeconds();
        books.Emit("invoice.payment_failed", invoice);
    }

    private static void Attempted(JsonObject invoice)
    {
        invoice["attempted"] = true;
        invoice["attempt_count"] = invoice.Number("attempt_count") + 1;
    }

    private static JsonObject Line(string invoice, JsonObject subscription, JsonObject item, long amount) => new()
    {
        ["id"] = StripeJson.NewId("il_"),
        ["object"] = "line_item",
        ["amount"] = amount,
        ["currency"] = subscription.Text("currency"),
        ["description"] = null,
        ["invoice"] = invoice,
        ["livemode"] = false,
        ["metadata"] = subscription.Object("metadata").Copy(),
        ["parent"] = new JsonObject
        {
            ["type"] = "subscription_item_details",
            ["invoice_item_details"] = null,
            ["subscription_item_details"] = new JsonObject
            {
                ["invoice_item"] = null,
                ["proration"] = false,
                ["subscription"] = subscription.Id(),
                ["subscription_item"] = item.Id(),
            },
        },
        ["period"] = new JsonObject { ["end"] = item.Number("current_period_end"), ["start"] = item.Number("current_period_start") },
        ["pricing"] = new JsonObject
        {
            ["type"] = "price_details",
            ["price_details"] = new JsonObject { ["price"] = item.Object("price").Id(), ["product"] = item.Object("price").Text("product") },
            ["unit_amount_decimal"] = item.Object("price").Text("unit_amount_decimal"),
        },
        ["quantity"] = item.Number("quantity"),
    };
}
