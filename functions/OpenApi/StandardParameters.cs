using System.Text.Json.Nodes;

namespace Shortloop.Functions.OpenApi;

/// <summary>Parameters that mean the same on every route, in the words of the document.</summary>
internal static class StandardParameters
{
    private static readonly Dictionary<string, (string Text, Func<JsonObject> Schema)> Known = new()
    {
        ["after"] = ("The cursor that the page before gave as `next`; without it, the first page.", Plain),
        ["limit"] = ("How many items a page has.", () => new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 100, ["default"] = 50 }),
        ["videoId"] = ("Only what belongs to this video.", Plain),
        ["If-Match"] = ("The `ETag` of the version that is meant; another one is there: 412. Without it, whatever is there.", Plain),
        ["Idempotency-Key"] = (
            "Does it once: the same key with the same body gets the same answer, for a day. 1 to 255 printable characters, a new one for each thing you want done.",
            () => new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 255 }),
    };

    public static JsonObject IdempotencyKey => new()
    {
        ["name"] = "Idempotency-Key",
        ["in"] = "header",
        ["required"] = false,
        ["description"] = Known["Idempotency-Key"].Text,
        ["schema"] = Known["Idempotency-Key"].Schema(),
    };

    /// <returns>Null: it has no meaning beyond its function.</returns>
    public static (string Text, JsonObject Schema)? Find(string name) => Known.TryGetValue(name, out var known) ? (known.Text, known.Schema()) : null;

    private static JsonObject Plain() => new() { ["type"] = "string" };
}
