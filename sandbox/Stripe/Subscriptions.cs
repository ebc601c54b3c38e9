using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

internal static class Subscriptions
{
    /// <summary>Days after the first failed charge of a renewal on which it is tried again; after the last one the subscription ends.</summary>
    private static readonly int[] RetryDays = [3, 5];

    /// <summary>The first month, charged at once.</summary>
    public static (JsonObject Subscription, JsonObject Invoice) Start(StripeBooks books, JsonObject session)
    {
        var behind = books.Stripe.Behind[session.Id()];
        var line = behind["lines"]![0]!.AsObject();
        var subscription = Add(books, session.Text("customer")!, line, behind.Object("metadata"));
        books.Emit("customer.subscription.created", subscription);
        var invoice = Invoices.Add(books, subscription, "subscription_create");
        subscription["latest_invoice"] = invoice.Id();
        Invoices.Charge(books, invoice);
        books.Change("customer.subscription.updated", subscription, new JsonObject { ["status"] = "active" });
        return (subscription, invoice);
    }

    public static JsonObject Update(StripeCall call)
    {
        call.Form.Only("cancel_at_period_end", "metadata", "expand");
        var found = Running(call);
        var fields = new JsonObject();
        if (call.Form.Flag("cancel_at_period_end") is { } cancel)
            CancelFields(call.Books, found, cancel, fields);
        if (call.Form.Child("metadata") is not null)
            fields["metadata"] = Customers.Merged(found.Object("metadata"), call.Form.Map("metadata"));
        call.Books.Change("customer.subscription.updated", found, fields);
        return found;
    }

    public static JsonObject Cancel(StripeCall call)
    {
        var found = Running(call);
        End(call.Books, found);
        return found;
    }

    public static void CancelAtPeriodEnd(StripeBooks books, JsonObject subscription, bool cancel)
    {
        var fields = new JsonObject();
        CancelFields(books, subscription, cancel, fields);
        books.Change("customer.subscription.updated", subscription, fields);
    }

    public static void End(StripeBooks books, JsonObject subscription)
    {
        subscription["status"] = "canceled";
        subscription["canceled_at"] ??= books.Now;
        subscription["ended_at"] = books.Now;
        books.Emit("customer.subscription.deleted", subscription);
    }

    public static void Renew(StripeBooks books, JsonObject subscription)
    {
        if (subscription.Text("status") == "canceled")
            return;
        if (subscription.Flag("cancel_at_period_end"))
        {
            End(books, subscription);
            return;
        }

        StartPeriod(books, subscription, books.Time);
        var invoice = Invoices.Add(books, subscription, "subscription_cycle");
        books.Change("customer.subscription.updated", subscription, new JsonObject { ["latest_invoice"] = invoice.Id() });
        Collect(books, invoice);
    }

    /// <summary>Charges a renewal, the first time or again.</summary>
    public static void Collect(StripeBooks books, JsonObject invoice)
    {
        var subscription = books.Find("subscription", Invoices.SubscriptionOf(invoice))!;
        if (invoice.Text("status") != "open" || subscription.Text("status") == "canceled")
            return;
        if (!books.Stripe.Declining.Contains(subscription.Text("customer")!))
        {
            Invoices.Charge(books, invoice);
            if (subscription.Text("status") != "active")
                books.Change("customer.subscription.updated", subscription, new JsonObject { ["status"] = "active" });
            return;
        }

        var failures = (int)invoice.Number("attempt_count");
        var next = failures < RetryDays.Length ? books.Time.AddDays(RetryDays[failures]) : (DateTimeOffset?)null;
        Invoices.Fail(books, invoice, next);
        if (next is { } at)
            books.Later(at, DueKinds.InvoiceRetried, invoice.Id());
        if (next is null)
            End(books, subscription);
        else if (subscription.Text("status") != "past_due")
            books.Change("customer.subscription.updated", subscription, new JsonObject { ["status"] = "past_due" });
    }

    public static JsonObject Item(JsonObject subscription) => subscription["items"]!["data"]![0]!.AsObject();

    private static JsonObject Running(StripeCall call)
    {
        var found = call.Books.Get("subscription", call.Id);
        return found.Text("status") != "canceled" ? found : throw StripeRefusal.NoSuch("subscription", call.Id, "id");
    }

    private static void CancelFields(StripeBooks books, JsonObject subscription, bool cancel, JsonObject fields)
    {
        fields["cancel_at_period_end"] = cancel;
        fields["cancel_at"] = cancel ? Item(subscription).Number("current_period_end") : null;
        fields["canceled_at"] = cancel ? books.Now : null;
    }

    private static JsonObject Add(StripeBooks books, string customer, JsonObject line, JsonObject metadata)
    {
        var id = StripeJson.NewId("sub_");
        var item = new JsonObject
        {
            ["id"] = StripeJson.NewId("si_"),
            ["object"] = "subscription_item",
            ["created"] = books.Now,
            ["metadata"] = new JsonObject(),
            ["price"] = line["price"]!.DeepClone(),
            ["quantity"] = line.Number("quantity"),
            ["subscription"] = id,
        };
        var made = books.Add(new JsonObject
        {
            ["id"] = id,
            ["object"] = "subscription",
            ["billing_cycle_anchor"] = books.Now,
            ["billing_mode"] = new JsonObject { ["type"] = "flexible" },
            ["cancel_at"] = null,
            ["cancel_at_period_end"] = false,
            ["canceled_at"] = null,
            ["cancellation_details"] = new JsonObject { ["comment"] = null, ["feedback"] = null, ["reason"] = null },
            ["collection_method"] = "charge_automatically",
            ["currency"] = line.Text("currency"),
            ["customer"] = customer,
            ["ended_at"] = null,
            ["items"] = StripeJson.List($"/v1/subscription_items?subscription={id}", [item]),
            ["latest_invoice"] = null,
            ["metadata"] = metadata.Copy(),
            ["start_date"] = books.Now,
            ["status"] = "incomplete",
            ["trial_end"] = null,
            ["trial_start"] = null,
        });
        StartPeriod(books, made, books.Time);
        return made;
    }

    private static void StartPeriod(StripeBooks books, JsonObject subscription, DateTimeOffset start)
    {
        var item = Item(subscription);
        var anchor = DateTimeOffset.FromUnixTimeSeconds(subscription.Number("billing_cycle_anchor"));
        var from = DateTimeOffset.FromUnixTimeSeconds(start.ToUnixTimeSeconds());
        var end = Catalogue.PeriodEnd(item.Object("price"), anchor, from);
        item["current_period_start"] = from.ToUnixTimeSeconds();
        item["current_period_end"] = end.ToUnixTimeSeconds();
        books.Later(end, DueKinds.SubscriptionRenews, subscription.Id());
    }
}
