using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shortloop.Adapters.Vectors;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Local.Moving;

/// <summary>What the vector index holds, one thing a line in <c>vectors.ndjson</c>: nothing needs to be described again.</summary>
internal sealed record MovedVectors(int Count, string Sha256)
{
    public static string PathIn(string folder) => Path.Combine(folder, "vectors.ndjson");

    /// <returns>Null: nothing was ever indexed.</returns>
    public static MovedVectors? Write(string database, string folder)
    {
        if (!File.Exists(database))
            return null;
        using var index = new SqliteVectorIndex(new SqliteVectorIndexOptions(database));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using FileStream file = File.Create(PathIn(folder));
        int count = 0;
        index.ReadAll(entry =>
        {
            byte[] line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Line.Of(entry), DocumentJson.Options) + "\n");
            file.Write(line);
            hash.AppendData(line);
            count++;
        });
        return new MovedVectors(count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <exception cref="StartException">The file is missing or not as it was exported.</exception>
    public async Task CheckAsync(string folder, CancellationToken stop)
    {
        string path = PathIn(folder);
        if (!File.Exists(path))
            throw new StartException($"{path} is missing. Export again.");
        await using FileStream file = File.OpenRead(path);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop)) != Sha256)
            throw new StartException($"{path} is not as it was exported. Export again.");
    }

    public static IAsyncEnumerable<VectorEntry> ReadAsync(string folder, CancellationToken stop) =>
        File.ReadLinesAsync(PathIn(folder), stop).Select(line => JsonSerializer.Deserialize<Line>(line, DocumentJson.Options)!.Entry());

    private sealed record Line(string OrgId, string Kind, string Id, string Model, string Text, float[] Vector)
    {
        public static Line Of(VectorEntry entry) => new(entry.OrgId, entry.Kind, entry.Id, entry.Model, entry.Text, entry.Vector.ToArray());

        public VectorEntry Entry() => new(OrgId, Kind, Id, Model, Vector, Text);
    }
}
