using System.Text.Json;
using Shortloop.Local.Backup;

namespace Shortloop.Local.Moving;

/// <summary>What the storage emulator's folder holds, read while the emulator does not run: an index, and the files that its entries are pieces of.</summary>
internal static class StoredBlobs
{
    private const string Index = "__azurite_db_blob__.json";
    private const string Zeros = "*ZERO*";

    /// <param name="Pieces">File, offset and length, in order.</param>
    internal sealed record Entry(string Name, string ContentType, IReadOnlyList<(string File, long Offset, long Count)> Pieces);

    public static IReadOnlyList<Entry> List(string data)
    {
        string index = Path.Combine(data, DataFolder.Storage, Index);
        if (!File.Exists(index))
            return [];
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(index));
        return [.. document.RootElement.GetProperty("collections").EnumerateArray()
            .Where(collection => collection.GetProperty("name").GetString() == "$BLOBS_COLLECTION$")
            .SelectMany(collection => collection.GetProperty("data").EnumerateArray())
            .Where(IsBlob)
            .Select(blob => Read(data, blob))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    public static async Task CopyAsync(Entry entry, Stream target, CancellationToken stop)
    {
        byte[] buffer = new byte[1 << 20];
        foreach ((string file, long offset, long count) in entry.Pieces)
        {
            await using FileStream source = File.OpenRead(file);
            source.Position = offset;
            for (long left = count; left > 0;)
            {
                int read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), stop);
                if (read == 0)
                    throw new StartException($"Storage is not whole: {entry.Name} ends too early. Restore a backup, or delete what it belongs to.");
                await target.WriteAsync(buffer.AsMemory(0, read), stop);
                left -= read;
            }
        }
    }

    private static bool IsBlob(JsonElement blob) =>
        blob.GetProperty("isCommitted").GetBoolean() && blob.GetProperty("snapshot").GetString() is "" && !blob.GetProperty("deleted").GetBoolean();

    private static Entry Read(string data, JsonElement blob)
    {
        string name = blob.GetProperty("name").GetString()!;
        if (name.Split('/').Any(part => part is "" or "." or ".."))
            throw new StartException($"Storage holds a blob with a name that is no path: {name}.");
        string type = blob.GetProperty("properties").TryGetProperty("contentType", out JsonElement given) ? given.GetString()! : "application/octet-stream";
        IEnumerable<JsonElement> pieces = blob.TryGetProperty("committedBlocksInOrder", out JsonElement blocks) && blocks.GetArrayLength() > 0
            ? blocks.EnumerateArray().Select(block => block.GetProperty("persistency"))
            : blob.TryGetProperty("persistency", out JsonElement whole) ? [whole] : [];
        return new Entry(name, type, [.. pieces.Where(piece => piece.GetProperty("id").GetString() != Zeros).Select(piece => (
            Path.Combine(data, DataFolder.Storage, "__blobstorage__", piece.GetProperty("id").GetString()!),
            piece.GetProperty("offset").GetInt64(), piece.GetProperty("count").GetInt64()))]);
    }
}
