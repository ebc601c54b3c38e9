using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

internal static class Portal
{
    public static JsonObject Create(StripeCall call)
    {
        call.Form.Only("customer", "return_url", "configuration", "locale", "expand");
        var customer = Customers.Alive(call.Books, call.Form.Required("customer"), "customer");
        if (call.Form.Text("return_url") is { } url && !Uri.TryCreate(url, UriKind.Absolute, out _))
            throw StripeRefusal.Invalid("url_invalid", "return_url", "Not a valid URL");
        var id = StripeJson.NewId("bps_");
        return call.Books.Add(new JsonObject
        {
            ["id"] = id,
            ["object"] = "billing_portal.session",
            ["configuration"] = "bpc_sandbox",
            ["customer"] = customer.Id(),
            ["flow"] = null,
            ["locale"] = call.Form.Text("locale"),
            ["return_url"] = call.Form.Text("return_url"),
            ["url"] = call.Books.Sandbox.Link($"stripe/portal/{id}").ToString(),
        });
    }
}
