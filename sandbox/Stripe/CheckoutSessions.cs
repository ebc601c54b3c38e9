using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

/// <summary>Sessions as the API makes and ends them; what the person on the page does is in <see cref="CheckoutPaying"/>.</summary>
internal static class CheckoutSessions
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public static JsonObject Create(StripeCall call)
    {
        var (books, form) = (call.Books, call.Form);
        form.Only(
            "mode", "line_items", "success_url", "cancel_url", "client_reference_id", "customer", "customer_email", "customer_creation", "metadata",
            "payment_intent_data", "subscription_data", "expires_at", "locale", "allow_promotion_codes", "ui_mode", "expand");
        var mode = form.OneOf("mode", "payment", "subscription");
        Check(books, form, mode);
        var lines = form.Items("line_items").Select(item => Line(books, item, mode)).ToList();
        if (lines.Count == 0)
            throw StripeRefusal.Missing("line_items");
        var id = StripeJson.NewId("cs_test_");
        books.Stripe.Behind[id] = new JsonObject
        {
            ["lines"] = new JsonArray([.. lines]),
            ["metadata"] = (form.Child(mode == "payment" ? "payment_intent_data" : "subscription_data") is { } follows ? follows.Map("metadata") : []),
        };
        var session = books.Add(Session(books, form, id, mode, lines));
        books.Later(DateTimeOffset.FromUnixTimeSeconds(session.Number("expires_at")), DueKinds.SessionExpires, id);
        return session;
    }

    public static JsonObject Expire(StripeCall call)
    {
        var session = call.Books.Get("checkout.session", call.Id);
        if (session.Text("status") != "open")
            throw StripeRefusal.Invalid(null, null, "Only Checkout Sessions with a status in [\"open\"] can be expired.");
        Expire(call.Books, session);
        return session;
    }

    public static void Expire(StripeBooks books, JsonObject session)
    {
        session["status"] = "expired";
        session["url"] = null;
        books.Emit("checkout.session.expired", session);
    }

    public static JsonObject LineItems(StripeCall call) => Lines(call.Books, call.Books.Get("checkout.session", call.Id).Id());

    public static JsonObject Lines(StripeBooks books, string id) =>
        StripeJson.List($"/v1/checkout/sessions/{id}/line_items", books.Stripe.Behind[id]["lines"]!.AsArray().Select(l => l!.AsObject()));

    private static void Check(StripeBooks books, StripeForm form, string mode)
    {
        if (form.Text("customer") is { } customer)
            Customers.Alive(books, customer, "customer");
        if (form.Text("customer") is not null && form.Text("customer_email") is not null)
            throw StripeRefusal.Invalid(null, "customer_email", "You may only specify one of these parameters: customer, customer_email.");
        if (form.Text("client_reference_id") is { Length: > 200 })
            throw StripeRefusal.Invalid(null, "client_reference_id", "client_reference_id may be at most 200 characters.");
        if (form.Text("ui_mode") is not null and not "hosted_page")
            throw StripeRefusal.Invalid(null, "ui_mode", "The sandbox has hosted pages only.");
        if (mode == "subscription" && form.Child("payment_intent_data") is not null)
            throw StripeRefusal.Invalid(null, "payment_intent_data", "You can not pass `payment_intent_data` in `subscription` mode.");
        if (mode == "payment" && form.Child("subscription_data") is not null)
            throw StripeRefusal.Invalid(null, "subscription_data", "You can not pass `subscription_data` in `payment` mode.");
        form.Child("payment_intent_data")?.Only("metadata", "description");
        form.Child("subscription_data")?.Only("metadata", "description");
        foreach (var name in new[] { "success_url", "cancel_url" })
        {
            if ((name == "success_url" || form.Text(name) is not null)
                && (!Uri.TryCreate(form.Required(name), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")))
                throw StripeRefusal.Invalid("url_invalid", name, "Not a valid URL");
        }
    }

    private static JsonNode Line(StripeBooks books, StripeForm item, string mode)
    {
        item.Only("price", "price_data", "quantity");
        var quantity = item.Number("quantity") ?? throw StripeRefusal.Missing(item.PathOf("quantity"));
        if (quantity < 1)
            throw StripeRefusal.Invalid("parameter_invalid_integer", item.PathOf("quantity"), "quantity must be 1 or more.");
        var price = item.Text("price") is { } id
            ? books.Get("price", id, item.PathOf("price"))
            : PriceData(books, item.Child("price_data") ?? throw StripeRefusal.Missing(item.PathOf("price")));
        if (mode == "payment" && price.Text("type") == "recurring")
            throw StripeRefusal.Invalid(null, "line_items", "You specified `payment` mode but passed a recurring price.");
        if (mode == "subscription" && price.Text("type") != "recurring")
            throw StripeRefusal.Invalid(null, "line_items", "The sandbox's `subscription` mode takes recurring prices only.");
        var amount = price.Number("unit_amount") * quantity;
        return new JsonObject
        {
            ["id"] = StripeJson.NewId("li_"),
            ["object"] = "item",
            ["amount_discount"] = 0,
            ["amount_subtotal"] = amount,
            ["amount_tax"] = 0,
            ["amount_total"] = amount,
            ["currency"] = price.Text("currency"),
            ["description"] = books.Get("product", price.Text("product")!).Text("name"),
            ["price"] = price.Copy(),
            ["quantity"] = quantity,
        };
    }

    private static JsonObject PriceData(StripeBooks books, StripeForm data)
    {
        data.Only("currency", "unit_amount", "product", "product_data", "recurring", "tax_behavior");
        return Catalogue.AddPrice(books, data);
    }

    private static JsonObject Session(StripeBooks books, StripeForm form, string id, string mode, List<JsonNode> lines)
    {
        var total = lines.Sum(line => line.AsObject().Number("amount_total"));
        var email = form.Text("customer_email") ?? books.Find("customer", form.Text("customer"))?.Text("email");
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "checkout.session",
            ["amount_subtotal"] = total,
            ["amount_total"] = total,
            ["cancel_url"] = form.Text("cancel_url"),
            ["client_reference_id"] = form.Text("client_reference_id"),
            ["client_secret"] = null,
            ["currency"] = lines[0].AsObject().Text("currency"),
            ["customer"] = form.Text("customer"),
            ["customer_details"] = email is null ? null : new JsonObject { ["email"] = email, ["name"] = null, ["phone"] = null, ["address"] = null },
            ["customer_email"] = form.Text("customer_email"),
            ["expires_at"] = ExpiresAt(books, form),
            ["invoice"] = null,
            ["locale"] = form.Text("locale"),
            ["metadata"] = form.Map("metadata"),
            ["mode"] = mode,
            ["payment_intent"] = null,
            ["payment_method_types"] = new JsonArray("card"),
            ["payment_status"] = total == 0 ? "no_payment_required" : "unpaid",
            ["setup_intent"] = null,
            ["status"] = "open",
            ["subscription"] = null,
            ["success_url"] = form.Text("success_url"),
            ["total_details"] = new JsonObject { ["amount_discount"] = 0, ["amount_shipping"] = 0, ["amount_tax"] = 0 },
            ["ui_mode"] = "hosted_page",
            ["url"] = books.Sandbox.Link($"stripe/pay/{id}").ToString(),
        };
    }

    private static long ExpiresAt(StripeBooks books, StripeForm form)
    {
        var at = form.Number("expires_at") ?? (books.Time + Lifetime).ToUnixTimeSeconds();
        return at - books.Now is >= 30 * 60 and <= 24 * 3600
            ? at
            : throw StripeRefusal.Invalid(null, "expires_at", "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.");
    }
}
