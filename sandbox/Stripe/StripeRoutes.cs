using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

/// <summary>The part of Stripe's API that takes money for packs and subscriptions, and its two hosted pages.</summary>
internal static class StripeRoutes
{
    private sealed record NewDispute(string Payment, string Reason = "fraudulent");

    private sealed record OldEvent(string Event);

    public static void MapStripe(this IEndpointRouteBuilder routes, SandboxContext sandbox)
    {
        var gate = new StripeGate(sandbox);
        var pay = new CheckoutPage(sandbox);
        var portal = new PortalPage(sandbox);

        // As a Delegate: a lone HttpContext parameter would make it a RequestDelegate, whose result is thrown away.
        Delegate Api(Func<StripeCall, JsonObject> work) => (HttpContext http) => gate.RunAsync(http, work);

        var v1 = routes.MapGroup("/stripe/v1");
        v1.MapPost("/customers", Api(Customers.Create));
        v1.MapPost("/customers/{id}", Api(Customers.Update));
        v1.MapDelete("/customers/{id}", Api(Customers.Delete));
        v1.MapPost("/products", Api(Catalogue.CreateProduct));
        v1.MapPost("/prices", Api(Catalogue.CreatePrice));
        v1.MapPost("/checkout/sessions", Api(CheckoutSessions.Create));
        v1.MapPost("/checkout/sessions/{id}/expire", Api(CheckoutSessions.Expire));
        v1.MapGet("/checkout/sessions/{id}/line_items", Api(CheckoutSessions.LineItems));
        v1.MapPost("/subscriptions/{id}", Api(Subscriptions.Update));
        v1.MapDelete("/subscriptions/{id}", Api(Subscriptions.Cancel));
        v1.MapPost("/refunds", Api(Charging.Refund));
        v1.MapPost("/billing_portal/sessions", Api(Portal.Create));

        void Read(string type, string path, params string[] fields)
        {
            v1.MapGet(path, Api(StripeLists.Many(type, "/v1" + path, fields)));
            v1.MapGet(path + "/{id}", Api(StripeLists.One(type)));
        }

        Read("customer", "/customers", "email");
        Read("product", "/products");
        Read("price", "/prices", "product", "lookup_key");
        Read("checkout.session", "/checkout/sessions", "payment_intent", "subscription", "customer", "status");
        Read("subscription", "/subscriptions", "customer", "status");
        Read("invoice", "/invoices", "customer", "subscription", "status");
        Read("invoice_payment", "/invoice_payments", "invoice", "status");
        Read("payment_intent", "/payment_intents", "customer");
        Read("charge", "/charges", "customer", "payment_intent");
        Read("refund", "/refunds", "charge", "payment_intent");
        Read("dispute", "/disputes", "charge", "payment_intent");
        Read("event", "/events", "type");
        v1.Map("/{**rest}", Api(_ => throw new StripeRefusal(404, "invalid_request_error", null, null, "Unrecognized request URL.")));

        routes.MapGet("/stripe/pay/{id}", pay.Show);
        routes.MapPost("/stripe/pay/{id}", pay.DecideAsync);
        routes.MapGet("/stripe/portal/{id}", portal.Show);
        routes.MapPost("/stripe/portal/{id}", portal.DecideAsync);

        routes.MapPost("/_sandbox/stripe/disputes", (NewDispute asked) => Dispute(sandbox, asked));
        routes.MapPost("/_sandbox/stripe/resend", (OldEvent asked) =>
            sandbox.State.Update(s => StripeWebhooks.Resend(s, asked.Event, sandbox.Now)) ? Results.Ok() : Results.NotFound(new { error = "There is no such event." }));
    }

    private static IResult Dispute(SandboxContext sandbox, NewDispute asked)
    {
        try
        {
            return Results.Text(sandbox.State.Update(s => Charging.Dispute(new StripeBooks(s, sandbox, sandbox.Now), asked.Payment, asked.Reason).ToJsonString()), "application/json");
        }
        catch (StripeRefusal refusal)
        {
            return Results.BadRequest(new { error = refusal.Message });
        }
    }
}
