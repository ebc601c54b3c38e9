using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway;

/// <param name="Number">Of the write, counted over the whole account: what session tokens speak of.</param>
/// <param name="Before">What a replica that lags behind still shows; null: nothing.</param>
internal sealed record GatewayItem(JsonElement Body, string ETag, DateTimeOffset WrittenAt, long Number, GatewayItem? Before)
{
    public bool IsExpired(bool expires, DateTimeOffset now) =>
        expires && Body.TryGetProperty("ttl", out JsonElement ttl) && ttl.ValueKind == JsonValueKind.Number && now >= WrittenAt.AddSeconds(ttl.GetInt32());
}

/// <param name="Body">Null: none.</param>
internal sealed record GatewayAnswer(int Status, byte[]? Body = null, string? ETag = null, int SubStatus = 0, double Charge = 1, string? Continuation = null)
{
    public static GatewayAnswer Refusal(int status, string code, int subStatus = 0) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new { code, message = code }), SubStatus: subStatus);

    public static GatewayAnswer Json(object body) => new(200, JsonSerializer.SerializeToUtf8Bytes(body));
}

internal static class GatewayNumbers
{
    /// <summary>Numbers are IEEE doubles there: a whole number above 2^53 does not come back as it was.</summary>
    public static void Round(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject body:
                foreach ((string name, JsonNode? value) in body.ToList())
                    if (Rounded(value) is { } rounded)
                        body[name] = rounded;
                    else
                        Round(value);
                break;
            case JsonArray list:
                for (int n = 0; n < list.Count; n++)
                    if (Rounded(list[n]) is { } rounded)
                        list[n] = rounded;
                    else
                        Round(list[n]);
                break;
        }
    }

    private static JsonValue? Rounded(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out long whole) && whole is > 1L << 53 or < -(1L << 53)
            ? JsonValue.Create((double)whole)
            : null;
}
