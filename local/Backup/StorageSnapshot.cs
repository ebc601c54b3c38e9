using System.Text.Json;

namespace Shortloop.Local.Backup;

/// <summary>
/// The emulator's folder, read from outside while it works: content is only ever appended to files of its own, and an index says which bytes
/// belong to which blob. The index is replaced as a whole, at most five seconds after a change.
/// </summary>
internal static class StorageSnapshot
{
    private const string Content = DataFolder.Storage + "/__blobstorage__/";

    // The emulator saves what has changed every 5 s; one more for the saving.
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(6);

    /// <summary>Until the index is not behind that instant any more.</summary>
    public static async Task CaughtUpAsync(string data, DateTimeOffset instant, CancellationToken stop)
    {
        string index = Path.Combine(data, DataFolder.Storage, "__azurite_db_blob__.json");
        while (DateTimeOffset.UtcNow < instant + Behind && File.Exists(index) && File.GetLastWriteTimeUtc(index) <= instant.UtcDateTime)
            await Task.Delay(100, stop);
    }

    /// <summary>Indexes first, then what was there when they were copied: an index that was copied names nothing that is not.</summary>
    /// <param name="indexes">Where the indexes are copied to.</param>
    /// <returns>Part → file to read it from, and how much of it.</returns>
    public static IReadOnlyList<(string Name, string Source, long Length)> Take(string data, string indexes)
    {
        Directory.CreateDirectory(indexes);
        List<(string, string, long)> parts = [];
        foreach (string name in DataFolder.InStorage(data).Where(name => !name.StartsWith(Content, StringComparison.Ordinal)))
        {
            string copy = Path.Combine(indexes, Path.GetFileName(name));
            File.Copy(Path.Combine(data, name), copy, overwrite: true);
            parts.Add((name, copy, new FileInfo(copy).Length));
        }

        foreach (string name in DataFolder.InStorage(data).Where(name => name.StartsWith(Content, StringComparison.Ordinal)))
        {
            string source = Path.Combine(data, name);
            parts.Add((name, source, new FileInfo(source).Length));
        }

        return parts;
    }

    /// <summary>Whether every byte that the index names is among the parts.</summary>
    public static bool IsWhole(IReadOnlyList<(string Name, string Source, long Length)> parts)
    {
        var lengths = parts.Where(part => part.Name.StartsWith(Content, StringComparison.Ordinal))
            .ToDictionary(part => part.Name[Content.Length..], part => part.Length, StringComparer.Ordinal);
        string? index = parts.FirstOrDefault(part => part.Name.EndsWith("__azurite_db_blob__.json", StringComparison.Ordinal)).Source;
        if (index is null)
            return true;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(index));
        return Chunks(document.RootElement).All(chunk => lengths.TryGetValue(chunk.Extent, out long length) && length >= chunk.End);
    }

    // Wherever it stands, in a blob or in a block of one: {"id": extent, "offset": n, "count": n}.
    private static IEnumerable<(string Extent, long End)> Chunks(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany(Chunks);
        if (element.ValueKind != JsonValueKind.Object)
            return [];
        if (element.TryGetProperty("offset", out JsonElement offset) && element.TryGetProperty("count", out JsonElement count)
            && element.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String && id.GetString() != "*ZERO*")
            return [(id.GetString()!, offset.GetInt64() + count.GetInt64())];
        return element.EnumerateObject().SelectMany(property => Chunks(property.Value));
    }
}
