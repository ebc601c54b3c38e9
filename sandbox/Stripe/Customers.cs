using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

internal static class Customers
{
    public static JsonObject Create(StripeCall call)
    {
        call.Form.Only("email", "name", "phone", "description", "metadata", "expand");
        return Add(call.Books, call.Form.Text("email"), call.Form.Text("name"), call.Form.Map("metadata"));
    }

    public static JsonObject Add(StripeBooks books, string? email, string? name, JsonObject metadata)
    {
        if (email is not null && (!email.Contains('@', StringComparison.Ordinal) || email.Contains(' ', StringComparison.Ordinal)))
            throw StripeRefusal.Invalid("email_invalid", "email", $"Invalid email address: {email}");
        var made = books.Add(new JsonObject
        {
            ["id"] = StripeJson.NewId("cus_"),
            ["object"] = "customer",
            ["address"] = null,
            ["balance"] = 0,
            ["currency"] = null,
            ["default_source"] = null,
            ["delinquent"] = false,
            ["description"] = null,
            ["email"] = email,
            ["metadata"] = metadata,
            ["name"] = name,
            ["phone"] = null,
            ["preferred_locales"] = new JsonArray(),
            ["shipping"] = null,
            ["tax_exempt"] = "none",
        });
        books.Emit("customer.created", made);
        return made;
    }

    public static JsonObject Update(StripeCall call)
    {
        call.Form.Only("email", "name", "metadata", "expand");
        var found = Alive(call.Books, call.Id, "id");
        var fields = new JsonObject();
        foreach (var name in new[] { "email", "name" })
        {
            if (call.Form.Child(name) is not null)
                fields[name] = call.Form.Text(name);
        }

        if (call.Form.Child("metadata") is not null)
            fields["metadata"] = Merged(found.Object("metadata"), call.Form.Map("metadata"));
        call.Books.Change("customer.updated", found, fields);
        return found;
    }

    /// <summary>Ends the subscriptions at once; the id stays known, as that of a deleted customer.</summary>
    public static JsonObject Delete(StripeCall call)
    {
        var found = Alive(call.Books, call.Id, "id");
        foreach (var subscription in call.Books.All("subscription").Where(s => s.Text("customer") == call.Id && s.Text("status") != "canceled").ToList())
            Subscriptions.End(call.Books, subscription);
        call.Books.Emit("customer.deleted", found);
        found.Clear();
        found["id"] = call.Id;
        found["object"] = "customer";
        found["deleted"] = true;
        return found;
    }

    public static JsonObject Alive(StripeBooks books, string id, string param) =>
        books.Find("customer", id) is { } found && !found.Flag("deleted") ? found : throw StripeRefusal.NoSuch("customer", id, param);

    /// <summary>An empty value takes the entry away.</summary>
    public static JsonObject Merged(JsonObject present, JsonObject change)
    {
        var merged = present.Copy();
        foreach (var (key, value) in change)
        {
            if (value!.GetValue<string>().Length == 0)
                merged.Remove(key);
            else
                merged[key] = value.DeepClone();
        }

        return merged;
    }
}
