using System.Globalization;
using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

/// <summary>Products and prices.</summary>
internal static class Catalogue
{
    public static JsonObject CreateProduct(StripeCall call)
    {
        call.Form.Only("name", "description", "metadata", "expand");
        return AddProduct(call.Books, call.Form.Required("name"), call.Form.Map("metadata"));
    }

    public static JsonObject CreatePrice(StripeCall call)
    {
        call.Form.Only("currency", "unit_amount", "product", "product_data", "recurring", "nickname", "lookup_key", "metadata", "tax_behavior", "expand");
        return AddPrice(call.Books, call.Form);
    }

    /// <summary>Also of a checkout's <c>price_data</c>, which makes a price that only that checkout uses.</summary>
    public static JsonObject AddPrice(StripeBooks books, StripeForm form)
    {
        var currency = form.Required("currency").ToLowerInvariant();
        if (currency.Length != 3)
            throw StripeRefusal.Invalid(null, form.PathOf("currency"), $"Invalid currency: {currency}.");
        var amount = form.Number("unit_amount") ?? throw StripeRefusal.Missing(form.PathOf("unit_amount"));
        if (amount < 0)
            throw StripeRefusal.Invalid("parameter_invalid_integer", form.PathOf("unit_amount"), "Invalid non-negative integer");
        var recurring = Recurring(form.Child("recurring"));
        var product = form.Text("product") is { } id
            ? books.Get("product", id, form.PathOf("product"))
            : AddProduct(books, (form.Child("product_data") ?? throw StripeRefusal.Missing(form.PathOf("product"))).Required("name"), []);
        return books.Add(new JsonObject
        {
            ["id"] = StripeJson.NewId("price_"),
            ["object"] = "price",
            ["active"] = true,
            ["billing_scheme"] = "per_unit",
            ["currency"] = currency,
            ["lookup_key"] = form.Text("lookup_key"),
            ["metadata"] = form.Map("metadata"),
            ["nickname"] = form.Text("nickname"),
            ["product"] = product.Id(),
            ["recurring"] = recurring,
            ["tax_behavior"] = "unspecified",
            ["type"] = recurring is null ? "one_time" : "recurring",
            ["unit_amount"] = amount,
            ["unit_amount_decimal"] = amount.ToString(CultureInfo.InvariantCulture),
        });
    }

    /// <summary>When the period that begins at <paramref name="start"/> ends; always a whole number of periods after the anchor, so the 31st stays the 31st.</summary>
    public static DateTimeOffset PeriodEnd(JsonObject price, DateTimeOffset anchor, DateTimeOffset start)
    {
        var recurring = price.Object("recurring");
        var each = (int)recurring.Number("interval_count");
        for (var n = each; ; n += each)
        {
            var end = recurring.Text("interval") switch
            {
                "day" => anchor.AddDays(n),
                "week" => anchor.AddDays(7 * n),
                "year" => anchor.AddYears(n),
                _ => anchor.AddMonths(n),
            };
            if (end > start)
                return end;
        }
    }

    private static JsonObject AddProduct(StripeBooks books, string name, JsonObject metadata) => books.Add(new JsonObject
    {
        ["id"] = StripeJson.NewId("prod_"),
        ["object"] = "product",
        ["active"] = true,
        ["description"] = null,
        ["images"] = new JsonArray(),
        ["metadata"] = metadata,
        ["name"] = name,
        ["type"] = "service",
        ["updated"] = books.Now,
    });

    private static JsonObject? Recurring(StripeForm? form)
    {
        if (form is null)
            return null;
        form.Only("interval", "interval_count");
        var count = form.Number("interval_count") ?? 1;
        return new JsonObject
        {
            ["interval"] = form.OneOf("interval", "day", "week", "month", "year"),
            ["interval_count"] = count is >= 1 and <= 36 ? count : throw StripeRefusal.Invalid(null, form.PathOf("interval_count"), "interval_count must be 1 to 36."),
            ["meter"] = null,
            ["usage_type"] = "licensed",
        };
    }
}
