using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

/// <summary>What comes of an open session when the person on its page decides.</summary>
internal static class CheckoutPaying
{
    public static void Pay(StripeBooks books, JsonObject session)
    {
        EnsureCustomer(books, session);
        if (session.Text("mode") == "subscription")
        {
            var (subscription, invoice) = Subscriptions.Start(books, session);
            session["subscription"] = subscription.Id();
            session["invoice"] = invoice.Id();
        }
        else if (session.Number("amount_total") > 0)
        {
            Charging.Succeed(books, IntentOf(books, session));
        }

        if (session.Number("amount_total") > 0)
            session["payment_status"] = "paid";
        Complete(books, session);
    }

    /// <summary>A bank transfer: the page is done with, the money comes later or not at all. Only for what is paid once.</summary>
    public static void PayByTransfer(StripeBooks books, JsonObject session, bool arrives)
    {
        EnsureCustomer(books, session);
        IntentOf(books, session)["status"] = "processing";
        Complete(books, session);
        books.Later(
            books.Time.AddSeconds(books.Sandbox.Settings.StripeTransferSeconds), arrives ? DueKinds.TransferArrives : DueKinds.TransferFails, session.Id());
    }

    public static void EndTransfer(StripeBooks books, JsonObject session, bool arrived)
    {
        var intent = IntentOf(books, session);
        if (arrived)
        {
            Charging.Succeed(books, intent);
            session["payment_status"] = "paid";
        }
        else
        {
            Charging.Decline(books, intent);
        }

        books.Emit(arrived ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed", session);
    }

    /// <summary>The session stays open for another card.</summary>
    public static void Decline(StripeBooks books, JsonObject session)
    {
        if (session.Text("mode") == "payment")
            Charging.Decline(books, IntentOf(books, session));
    }

    private static void Complete(StripeBooks books, JsonObject session)
    {
        session["status"] = "complete";
        session["url"] = null;
        books.Emit("checkout.session.completed", session);
    }

    /// <summary>Made when paying is first tried, not with the session.</summary>
    private static JsonObject IntentOf(StripeBooks books, JsonObject session)
    {
        if (books.Find("payment_intent", session.Text("payment_intent")) is { } present)
            return present;
        var made = Charging.AddIntent(
            books, session.Text("customer"), session.Number("amount_total"), session.Text("currency")!, books.Stripe.Behind[session.Id()].Object("metadata"));
        session["payment_intent"] = made.Id();
        return made;
    }

    private static void EnsureCustomer(StripeBooks books, JsonObject session)
    {
        var email = session.Text("customer_email") ?? books.Find("customer", session.Text("customer"))?.Text("email") ?? "payer@example.com";
        session["customer_details"] = new JsonObject { ["email"] = email, ["name"] = "Sam Payer", ["phone"] = null, ["address"] = null };
        if (session.Text("mode") == "subscription" && session.Text("customer") is null)
            session["customer"] = Customers.Add(books, email, "Sam Payer", []).Id();
    }
}
