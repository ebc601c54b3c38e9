using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

internal static class StripeJson
{
    public static string NewId(string prefix) => prefix + RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", 24);

    public static string Id(this JsonObject json) => json.Text("id")!;

    public static string? Text(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static long Number(this JsonObject json, string name) => json[name] switch
    {
        JsonValue value when value.TryGetValue(out long wide) => wide,
        JsonValue value when value.TryGetValue(out int narrow) => narrow,
        _ => 0,
    };

    public static bool Flag(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    public static JsonObject Object(this JsonObject json, string name) => json[name]!.AsObject();

    public static JsonObject Copy(this JsonObject json) => json.DeepClone().AsObject();

    public static JsonObject List(string url, IEnumerable<JsonObject> items, bool hasMore = false) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. items.Select(item => (JsonNode)item.Copy())]),
        ["has_more"] = hasMore,
        ["url"] = url,
    };
}
