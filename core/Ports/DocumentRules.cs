using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shortloop.Core.Ports;

/// <summary>The port's limits, kept by every store alike: what one let through would break on the day of the move to the other.</summary>
public static partial class DocumentRules
{
    public const int MaxBytes = 2 * 1024 * 1024;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\?#");
    private static readonly HashSet<string> Fixed = ["id", "partition", "_etag"];

    public static void CheckKey(string partition, string id)
    {
        if (id.Length is 0 or > 255 || id.AsSpan().ContainsAny(Forbidden))
            throw new ArgumentException($"'{id}' cannot be a document id: 1 to 255 characters, none of / \\ ? #.", nameof(id));
        ArgumentException.ThrowIfNullOrEmpty(partition);
    }

    public static PermanentException TooLarge(string container, string id) =>
        new PermanentException("document_too_large", $"Document {id} in {container} has more than 2 MB.");

    public static string RequiredETag(Document document) =>
        document.ETag ?? throw new ArgumentException($"Replacing {document.Id} needs the ETag of the version it replaces.", nameof(document));

    /// <summary>The names on a dotted camelCase path. Only letters, digits, _ and - pass, which is also what makes them safe inside a query's text.</summary>
    public static string[] Segments(string path) =>
        PathGrammar().IsMatch(path) ? path.Split('.') : throw new ArgumentException($"'{path}' is not a JSON path like 'status' or 'probe.durationSeconds'.");

    /// <summary>The object of a stored document that a patch changes a field of.</summary>
    /// <returns>Null: it isn't there, and so there is nothing to remove.</returns>
    /// <exception cref="InvalidOperationException">A step on the path is no object.</exception>
    public static JsonObject? ParentOf(JsonObject stored, PatchOperation operation)
    {
        JsonObject parent = stored;
        foreach (string segment in Segments(operation.Path).AsSpan(..^1))
        {
            if (parent[segment] is JsonObject next)
                parent = next;
            else if (operation.Kind == PatchKind.Remove)
                return null;
            else
                throw new InvalidOperationException($"'{operation.Path}': '{segment}' is not an object in the stored document.");
        }

        return parent;
    }

    public static void CheckPatch(IReadOnlyList<PatchOperation> operations)
    {
        if (operations.Count is < 1 or > 10)
            throw new ArgumentException($"A patch has 1 to 10 operations, not {operations.Count}.", nameof(operations));
        foreach (PatchOperation operation in operations)
        {
            if (Fixed.Contains(Segments(operation.Path)[0]))
                throw new ArgumentException($"'{operation.Path}' cannot be patched.", nameof(operations));
            if (operation.Kind == PatchKind.Increment && operation.Value is not (int or long or double))
                throw new ArgumentException($"'{operation.Path}': an increment is a long or a double.", nameof(operations));
        }
    }

    public static void CheckBatch(string partition, IReadOnlyList<BatchOperation> operations)
    {
        if (operations.Count > 100)
            throw new ArgumentException($"A batch has at most 100 operations, not {operations.Count}.", nameof(operations));
        if (operations.Any(operation => operation.Document.Partition != partition))
            throw new ArgumentException("Every document of a batch lies in the batch's partition.", nameof(operations));
    }

    public static void CheckQuery(Container container, DocumentQuery query)
    {
        if (query.Limit is < 1 or > 1000)
            throw new ArgumentException($"A page has 1 to 1,000 documents, not {query.Limit}.", nameof(query));
        ContainerLayouts.CheckOrder(container, query);
    }

    /// <summary>What a continuation token belongs to: the query without its limit, which may change from page to page.</summary>
    public static string Fingerprint(Container container, DocumentQuery query)
    {
        byte[] parts = JsonSerializer.SerializeToUtf8Bytes(new object?[]
        {
            container.Name, query.Partition, query.OrderBy, query.Descending,
            query.Where?.Select(where => new[] { where.Path, where.Comparison, where.Value?.GetType().Name, where.Value }),
        });
        return Convert.ToHexString(SHA256.HashData(parts), 0, 8);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\z")]
    private static partial Regex PathGrammar();
}
