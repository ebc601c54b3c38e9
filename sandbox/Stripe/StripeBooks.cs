using System.Text.Json.Nodes;
using Shortloop.Sandbox.State;

namespace Shortloop.Sandbox.Stripe;

/// <summary>One change to what Stripe remembers, made while the state is held: everything in it happens at <paramref name="now"/>, or nothing does.</summary>
internal sealed class StripeBooks(SandboxState state, SandboxContext sandbox, DateTimeOffset now)
{
    public const string ApiVersion = "2026-07-29.dahlia";

    public StripeState Stripe => state.Stripe;

    public SandboxContext Sandbox => sandbox;

    public DateTimeOffset Time => now;

    public long Now => now.ToUnixTimeSeconds();

    /// <summary>Of the call that this is done for; null for what happens by itself.</summary>
    public (string Id, string? Key)? Request { get; init; }

    public JsonObject Add(JsonObject made)
    {
        made["created"] ??= Now;
        made["livemode"] = false;
        Stripe.Objects.Add(made.Id(), made);
        return made;
    }

    public JsonObject? Find(string type, string? id) =>
        id is not null && Stripe.Objects.TryGetValue(id, out var found) && found.Text("object") == type ? found : null;

    public JsonObject Get(string type, string id, string param = "id") => Find(type, id) ?? throw StripeRefusal.NoSuch(type, id, param);

    public IEnumerable<JsonObject> All(string type) => Stripe.Objects.Values.Where(o => o.Text("object") == type);

    public void Later(DateTimeOffset at, string kind, string id) => Stripe.Due.Add(new DueStep(at, kind, id));

    /// <param name="about">Told as it is now.</param>
    /// <param name="previous">The changed fields as they were, with <c>…updated</c>.</param>
    public void Emit(string type, JsonObject about, JsonObject? previous = null)
    {
        var data = new JsonObject { ["object"] = about.Copy() };
        if (previous is not null)
            data["previous_attributes"] = previous;
        var made = Add(new JsonObject
        {
            ["id"] = StripeJson.NewId("evt_"),
            ["object"] = "event",
            ["api_version"] = ApiVersion,
            ["data"] = data,
            ["pending_webhooks"] = state.Settings.StripeWebhookUrl is null ? 0 : 1,
            ["request"] = new JsonObject { ["id"] = Request?.Id, ["idempotency_key"] = Request?.Key },
            ["type"] = type,
        });
        if (state.Settings.StripeWebhookUrl is not null)
            Stripe.Deliveries.Add(new EventDelivery { EventId = made.Id(), Type = type, DueAt = now });
    }

    /// <summary>Sets fields of an object and tells of it.</summary>
    public void Change(string type, JsonObject about, JsonObject fields)
    {
        var previous = new JsonObject();
        foreach (var (name, value) in fields)
        {
            previous[name] = about[name]?.DeepClone();
            about[name] = value?.DeepClone();
        }

        Emit(type, about, previous);
    }
}
