using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shortloop.Engine.Broker;

/// <summary>Broker properties to and from JSON. Instants are RFC 1123 text, lives are seconds.</summary>
internal static class MessageHeaders
{
    // Kept for the receiver as they came; the others are the broker's own business.
    private static readonly string[] PassedOn = ["CorrelationId", "Label", "PartitionKey", "ReplyTo", "SessionId", "To"];

    /// <exception cref="FormatException">The properties can't be understood.</exception>
    public static IncomingMessage Incoming(JsonObject? properties, JsonObject custom, byte[] body, string? contentType)
    {
        var kept = new JsonObject();
        if (custom.Count > 0)
            kept[CustomProperties.Key] = custom;
        foreach (var name in PassedOn)
            if (properties?[name] is { } value)
                kept[name] = value.DeepClone();
        return new IncomingMessage(
            Text(properties, "MessageId") ?? Guid.NewGuid().ToString("N"),
            body,
            contentType,
            kept.ToJsonString(),
            Instant(properties),
            Life(properties));
    }

    /// <exception cref="FormatException">Not a JSON object.</exception>
    public static JsonObject? Parse(string? header)
    {
        if (string.IsNullOrEmpty(header))
            return null;
        try
        {
            return JsonNode.Parse(header) as JsonObject ?? throw new FormatException("BrokerProperties is not a JSON object.");
        }
        catch (JsonException error)
        {
            throw new FormatException("BrokerProperties is not JSON.", error);
        }
    }

    /// <summary>ASCII, as a header must be: the serializer escapes the rest.</summary>
    public static string Outgoing(DeliveredMessage message)
    {
        var properties = JsonNode.Parse(message.Properties)!.AsObject();
        properties.Remove(CustomProperties.Key);
        properties["MessageId"] = message.MessageId;
        properties["SequenceNumber"] = message.Sequence;
        properties["DeliveryCount"] = message.DeliveryCount;
        properties["EnqueuedTimeUtc"] = message.EnqueuedAt.ToString("R", CultureInfo.InvariantCulture);
        properties["State"] = "Active";
        if (message.LockToken is not null)
        {
            properties["LockToken"] = message.LockToken;
            properties["LockedUntilUtc"] = message.LockedUntil.ToString("R", CultureInfo.InvariantCulture);
        }
        return properties.ToJsonString();
    }

    private static string? Text(JsonObject? properties, string name) => properties?[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length is > 0 and <= 128 => text,
        _ => throw new FormatException($"{name} is not a text of 1 to 128 characters."),
    };

    private static DateTimeOffset? Instant(JsonObject? properties) => properties?["ScheduledEnqueueTimeUtc"] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => at,
        _ => throw new FormatException("ScheduledEnqueueTimeUtc is not an instant."),
    };

    private static TimeSpan? Life(JsonObject? properties) => properties?["TimeToLive"] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<double>(out var seconds) && seconds is > 0 and < 1e9 => TimeSpan.FromSeconds(seconds),
        _ => throw new FormatException("TimeToLive is not a number of seconds."),
    };
}
