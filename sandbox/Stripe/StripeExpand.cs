using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

/// <summary><c>expand[]=data.customer</c>: an id in the answer gives way to its object; some lists are only there when asked for.</summary>
internal static class StripeExpand
{
    public static void Into(JsonNode? at, ReadOnlySpan<string> path, StripeBooks books)
    {
        if (path.IsEmpty)
            return;
        if (at is JsonArray list)
        {
            foreach (var item in list)
                Into(item, path, books);
            return;
        }

        if (at is not JsonObject json)
            return;
        var name = path[0];
        if (json.Text(name) is { } id && books.Stripe.Objects.TryGetValue(id, out var found))
            json[name] = found.Copy();
        else if (!json.ContainsKey(name))
            json[name] = Hidden(json, name, books) ?? throw StripeRefusal.Invalid(null, "expand[]", $"This property cannot be expanded ({name}).");
        Into(json[name], path[1..], books);
    }

    private static JsonObject? Hidden(JsonObject json, string name, StripeBooks books) => (json.Text("object"), name) switch
    {
        ("checkout.session", "line_items") => CheckoutSessions.Lines(books, json.Id()),
        ("charge", "refunds") => StripeJson.List($"/v1/charges/{json.Id()}/refunds", books.All("refund").Where(r => r.Text("charge") == json.Id()).Reverse()),
        ("invoice", "payments") => StripeJson.List("/v1/invoice_payments", books.All("invoice_payment").Where(p => p.Text("invoice") == json.Id())),
        _ => null,
    };
}
