using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

/// <summary>Retrieving one and listing many, the same for every kind of object.</summary>
internal static class StripeLists
{
    public static Func<StripeCall, JsonObject> One(string type) => call =>
    {
        call.Form.Only("expand");
        return call.Books.Get(type, call.Id);
    };

    /// <summary>Newest first, in pages.</summary>
    /// <param name="fields">Fields that may be asked for by their value.</param>
    public static Func<StripeCall, JsonObject> Many(string type, string url, params string[] fields) => call =>
    {
        call.Form.Only(["expand", "limit", "starting_after", "ending_before", "created", .. fields, .. type == "event" ? ["types"] : type == "invoice_payment" ? ["payment"] : Array.Empty<string>()]);
        var all = call.Books.All(type).Reverse().Where(o => Created(o, call.Form.Child("created"))).Where(o => fields.All(f => Matches(o, f, call.Form)))
            .Where(o => PaidBy(o, call.Form.Child("payment")));
        if (type == "event" && call.Form.Items("types").Select(t => t.Value).ToList() is { Count: > 0 } types)
            all = all.Where(o => types.Contains(o.Text("type")));
        return Page([.. all], call.Form, url);
    };

    private static JsonObject Page(List<JsonObject> all, StripeForm form, string url)
    {
        var limit = form.Number("limit") ?? 10;
        if (limit is < 1 or > 100)
            throw StripeRefusal.Invalid("parameter_invalid_integer", "limit", "Invalid limit: must be 1 to 100.");
        if (form.Text("ending_before") is { } before)
        {
            var newer = all[..IndexOf(all, before, "ending_before")];
            return StripeJson.List(url, newer.TakeLast((int)limit), newer.Count > limit);
        }

        var from = form.Text("starting_after") is { } after ? IndexOf(all, after, "starting_after") + 1 : 0;
        return StripeJson.List(url, all.Skip(from).Take((int)limit), all.Count - from > limit);
    }

    private static int IndexOf(List<JsonObject> all, string id, string param) =>
        all.FindIndex(o => o.Id() == id) is var at and >= 0 ? at : throw StripeRefusal.NoSuch("object", id, param);

    private static bool Matches(JsonObject o, string field, StripeForm form) => form.Text(field) switch
    {
        // Ended ones are only listed on request.
        null => field != "status" || o.Text("object") != "subscription" || o.Text("status") != "canceled",
        "all" when field == "status" => true,
        var wanted => field == "subscription" && o.Text("object") == "invoice"
            ? o["parent"]?["subscription_details"]?["subscription"]?.GetValue<string>() == wanted
            : o.Text(field) == wanted,
    };

    private static bool PaidBy(JsonObject o, StripeForm? payment)
    {
        if (payment is null)
            return true;
        payment.Only("type", "payment_intent");
        payment.OneOf("type", "payment_intent");
        return o["payment"]?["payment_intent"]?.GetValue<string>() == payment.Required("payment_intent");
    }

    private static bool Created(JsonObject o, StripeForm? range)
    {
        if (range is null)
            return true;
        range.Only("gt", "gte", "lt", "lte");
        var at = o.Number("created");
        return !(at <= range.Number("gt")) && !(at < range.Number("gte")) && !(at >= range.Number("lt")) && !(at > range.Number("lte"));
    }
}
