using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Export;

/// <summary>Documents of one kind as a JSON list, a page at a time, without what only a thief has use for.</summary>
internal static class ExportDocuments
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Inner = ["_etag", "ttl", "partition"];

    public static async Task<WriteExport.Piece> ReadAsync(IDocumentStore store, Export export, ExportFile file, int limit, CancellationToken cancellation)
    {
        Container container = Containers.All.First(c => c.Name == file.Container);
        Condition[]? where = file.Field is { } field ? [new Condition(field, Comparison.Equal, export.CreatedBy)] : null;
        Page<AnyDocument> page = await store.QueryAsync<AnyDocument>(
            container, new DocumentQuery(file.Within, where, Limit: limit, Continuation: file.Continuation), cancellation);
        return new WriteExport.Piece(Write(page, file.Documents), page.Next is null, page.Next, page.Items.Count);
    }

    private static ReadOnlyMemory<byte> Write(Page<AnyDocument> page, int before)
    {
        if (before + page.Items.Count == 0)
            return ReadOnlyMemory<byte>.Empty;
        var text = new ArrayBufferWriter<byte>();
        int number = before;
        foreach (AnyDocument document in page.Items)
        {
            text.Write(number++ == 0 ? "[\n"u8 : ",\n"u8);
            text.Write(JsonSerializer.SerializeToUtf8Bytes(Cleaned(document), Readable));
        }

        if (page.Next is null)
            text.Write("\n]\n"u8);
        return text.WrittenMemory;
    }

    private static JsonNode Cleaned(AnyDocument document)
    {
        JsonObject json = JsonSerializer.SerializeToNode(document, Readable)!.AsObject();
        foreach (string name in Inner)
            json.Remove(name);
        Clean(json);
        return json;
    }

    /// <summary>Secrets are named so everywhere: sealed…, …Hash.</summary>
    private static bool IsSecret(string name) => name.StartsWith("sealed", StringComparison.Ordinal) || name.EndsWith("Hash", StringComparison.Ordinal);

    private static void Clean(JsonNode? node)
    {
        if (node is JsonArray list)
            foreach (JsonNode? item in list)
                Clean(item);
        if (node is not JsonObject json)
            return;
        foreach (string name in json.Select(field => field.Key).Where(IsSecret).ToArray())
            json.Remove(name);
        foreach ((string _, JsonNode? value) in json)
            Clean(value);
    }
}
