using System.Text.Json;

namespace Shortloop.Functions.Videos;

/// <summary>One event as Event Grid delivers it, in either of its schemas.</summary>
internal abstract record StorageEvent
{
    private const int MostAtOnce = 5_000;

    /// <summary>The subscription is being made: the code is to be sent back.</summary>
    public sealed record Validation(string Code) : StorageEvent;

    /// <summary>A blob is whole.</summary>
    public sealed record BlobCreated(string Url) : StorageEvent;

    /// <summary>Of a kind that nobody asked for.</summary>
    public sealed record Unknown(string Type) : StorageEvent;

    /// <summary>Not an event.</summary>
    public sealed record Malformed : StorageEvent;

    /// <summary>EventGridSchema comes as an array; CloudEvents as one object, or in batches as an array.</summary>
    public static IReadOnlyList<StorageEvent> ReadAll(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.Array when body.GetArrayLength() is > 0 and <= MostAtOnce => [.. body.EnumerateArray().Select(Read)],
        JsonValueKind.Object => [Read(body)],
        _ => [new Malformed()],
    };

    private static StorageEvent Read(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || Text(item, "id") is null || (Text(item, "eventType") ?? Text(item, "type")) is not { } type)
            return new Malformed();
        JsonElement data = item.TryGetProperty("data", out JsonElement found) && found.ValueKind == JsonValueKind.Object ? found : default;
        return type switch
        {
            "Microsoft.EventGrid.SubscriptionValidationEvent" => Text(data, "validationCode") is { } code ? new Validation(code) : new Malformed(),
            "Microsoft.Storage.BlobCreated" => Text(data, "url") is { } url ? new BlobCreated(url) : new Malformed(),
            _ => new Unknown(type),
        };
    }

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text ? text : null;
}
