using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway;

/// <summary>Patches by the service's rules: a parent must be there, what is removed too, and only numbers are added to.</summary>
internal static class GatewayPatch
{
    /// <returns>False: refused.</returns>
    public static bool Apply(JsonObject document, JsonElement operations)
    {
        int count = operations.GetArrayLength();
        return count is > 0 and <= 10 && operations.EnumerateArray().All(operation => One(document, operation));
    }

    private static bool One(JsonObject document, JsonElement operation)
    {
        string[] path = operation.GetProperty("path").GetString()!.Split('/')[1..];
        JsonObject? parent = document;
        foreach (string segment in path[..^1])
            parent = parent?[segment] as JsonObject;
        if (parent is null || path[0] is "id" or "partition" or "_etag")
            return false;
        string field = path[^1];
        switch (operation.GetProperty("op").GetString())
        {
            case "set":
                parent[field] = JsonNode.Parse(operation.GetProperty("value").GetRawText());
                return true;
            case "remove":
                return parent.Remove(field);
            case "incr":
                JsonElement step = operation.GetProperty("value");
                if (!parent.TryGetPropertyValue(field, out JsonNode? current))
                    parent[field] = JsonNode.Parse(step.GetRawText());
                else if (current?.GetValueKind() != JsonValueKind.Number)
                    return false;
                else
                    parent[field] = Sum(current.AsValue(), step);
                return true;
            default:
                return false;
        }
    }

    private static JsonValue Sum(JsonValue current, JsonElement step) =>
        current.TryGetValue(out long whole) && step.TryGetInt64(out long more) ? JsonValue.Create(whole + more) : JsonValue.Create(current.GetValue<double>() + step.GetDouble());
}
