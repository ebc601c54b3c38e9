using System.Text.Json;
using System.Text.Json.Nodes;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Sqlite;

/// <summary>Patches work on the stored JSON, so that fields the caller's type does not know stay as they are.</summary>
internal static class Patching
{
    public static void Apply(JsonObject document, PatchOperation operation)
    {
        if (DocumentRules.ParentOf(document, operation) is not { } parent)
            return;
        var field = DocumentRules.Segments(operation.Path)[^1];
        switch (operation.Kind)
        {
            case PatchKind.Set:
                parent[field] = JsonSerializer.SerializeToNode(operation.Value, DocumentJson.Options);
                break;
            case PatchKind.Increment:
                parent[field] = Sum(parent[field], operation);
                break;
            case PatchKind.Remove:
                parent.Remove(field);
                break;
            default:
                throw new ArgumentException($"Unknown patch {operation.Kind}.");
        }
    }

    private static JsonNode Sum(JsonNode? current, PatchOperation operation)
    {
        if (current is not null && current.GetValueKind() != JsonValueKind.Number)
            throw new InvalidOperationException($"'{operation.Path}' is not a number in the stored document.");
        var value = current?.AsValue();
        if (operation.Value is not double && (value is null || value.TryGetValue<long>(out _)))
            return JsonValue.Create((value?.GetValue<long>() ?? 0) + Convert.ToInt64(operation.Value, null));
        return JsonValue.Create((value?.GetValue<double>() ?? 0) + Convert.ToDouble(operation.Value, null));
    }
}
