using System.Text.Json;
using System.Text.Json.Nodes;
using Shortloop.Core.Ports;
using Native = Microsoft.Azure.Cosmos.PatchOperation;

namespace Shortloop.Adapters.Cosmos;

/// <summary>
/// The port's patches as the service knows them. It refuses to remove what isn't there and to add to null; the port takes both,
/// so such a patch is fitted to the version that was read.
/// </summary>
internal static class PatchPlan
{
    public static IReadOnlyList<Native> Of(IReadOnlyList<PatchOperation> operations) => [.. operations.Select(One)];

    /// <exception cref="InvalidOperationException">The stored document can't be patched so: a step on the path is no object, or a number no number.</exception>
    public static IReadOnlyList<Native> Fitted(IReadOnlyList<PatchOperation> operations, JsonObject stored)
    {
        var fitted = new List<Native>();
        foreach (PatchOperation operation in operations)
        {
            if (DocumentRules.ParentOf(stored, operation) is not { } parent)
                continue;
            string field = DocumentRules.Segments(operation.Path)[^1];
            PatchOperation one = operation;
            if (operation.Kind == PatchKind.Remove && !parent.Remove(field))
                continue;
            if (operation.Kind == PatchKind.Increment && parent[field] is null)
                one = operation with { Kind = PatchKind.Set };
            else if (operation.Kind == PatchKind.Increment && parent[field]!.GetValueKind() != JsonValueKind.Number)
                throw new InvalidOperationException($"'{operation.Path}' is not a number in the stored document.");
            if (one.Kind == PatchKind.Set)
                parent[field] = JsonSerializer.SerializeToNode(one.Value, CosmosJson.Options);
            fitted.Add(One(one));
        }

        // Nothing is left to do, but the conditions have to be asked.
        return fitted.Count > 0 ? fitted : [Native.Set("/createdBy", stored["createdBy"]!.GetValue<string>())];
    }

    private static Native One(PatchOperation operation)
    {
        string path = "/" + string.Join('/', DocumentRules.Segments(operation.Path));
        return operation.Kind switch
        {
            PatchKind.Set => Native.Set(path, JsonSerializer.SerializeToElement(operation.Value, CosmosJson.Options)),
            PatchKind.Increment when operation.Value is double step => Native.Increment(path, step),
            PatchKind.Increment => Native.Increment(path, Convert.ToInt64(operation.Value, null)),
            PatchKind.Remove => Native.Remove(path),
            _ => throw new ArgumentException($"Unknown patch {operation.Kind}."),
        };
    }
}
