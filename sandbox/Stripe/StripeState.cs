using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

/// <summary>What Stripe remembers. Its objects are kept as the JSON that is handed out, by id, in the order in which they were made.</summary>
public sealed class StripeState
{
    public OrderedDictionary<string, JsonObject> Objects { get; set; } = [];

    /// <summary>What belongs to an object but isn't told: a session's lines and the metadata for what follows from it.</summary>
    public Dictionary<string, JsonObject> Behind { get; set; } = [];

    public List<KeyedAnswer> Answers { get; set; } = [];

    public List<DueStep> Due { get; set; } = [];

    public List<EventDelivery> Deliveries { get; set; } = [];

    /// <summary>Customers whose card is declined from now on.</summary>
    public List<string> Declining { get; set; } = [];
}

/// <summary>The first answer to an idempotency key, kept for 24 h.</summary>
public sealed record KeyedAnswer(string Key, string Fingerprint, int Status, string Body, string RequestId, DateTimeOffset At);

/// <summary>Something that happens by itself at its time.</summary>
public sealed record DueStep(DateTimeOffset At, string Kind, string Id);

public static class DueKinds
{
    public const string SessionExpires = "session_expires";
    public const string TransferArrives = "transfer_arrives";
    public const string TransferFails = "transfer_fails";
    public const string SubscriptionRenews = "subscription_renews";
    public const string InvoiceRetried = "invoice_retried";
}

/// <summary>One event on its way to the webhook endpoint; gone once it was taken.</summary>
public sealed class EventDelivery
{
    public required string EventId { get; init; }

    public required string Type { get; init; }

    public DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    public bool HeldBack { get; set; }
}
