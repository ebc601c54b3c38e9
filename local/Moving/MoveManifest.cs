using System.Text.Json;
using System.Text.RegularExpressions;
using Shortloop.Core;

namespace Shortloop.Local.Moving;

/// <param name="Name">Of the container; its documents are <c>documents/NAME.ndjson</c>, one a line.</param>
/// <param name="Lasting">How many of the documents have no time to live.</param>
internal sealed record MovedContainer(string Name, int Documents, int Lasting, string Sha256);

/// <param name="Name">Path in storage; below <c>blobs/</c> in the export.</param>
internal sealed record MovedBlob(string Name, string ContentType, long Bytes, string Sha256);

/// <summary>What an export says of itself. It is written last: an export without one is not whole.</summary>
/// <param name="Id">Of this export; a target that has begun to take it takes no other.</param>
/// <param name="TakenAt">From when the seconds count that documents have left.</param>
/// <param name="Vectors">Null: none, or an export from before they were in it.</param>
internal sealed partial record MoveManifest(
    int Format, Guid Id, string Version, DateTimeOffset TakenAt, IReadOnlyList<MovedContainer> Containers, IReadOnlyList<MovedBlob> Blobs,
    MovedVectors? Vectors = null)
{
    public const string Name = "shortloop-export.json";
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string DocumentsOf(string folder, string container) => Path.Combine(folder, "documents", container + ".ndjson");

    public static string BlobOf(string folder, string name) => Path.Combine(folder, "blobs", name);

    public void Write(string folder) => File.WriteAllBytes(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(this, Json));

    /// <exception cref="StartException">There is none, or it can't be understood.</exception>
    public static MoveManifest Read(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            throw new StartException($"{folder} is no export, or not a whole one: there is no {Name} in it.");
        try
        {
            return JsonSerializer.Deserialize<MoveManifest>(File.ReadAllBytes(path), Json) switch
            {
                { Format: > CurrentFormat } newer => throw new StartException($"{folder} was exported by a newer version ({newer.Version}). Update, and import it then."),
                { Containers: not null, Blobs: not null } manifest => Checked(manifest, path),
                _ => throw new JsonException("It is not whole."),
            };
        }
        catch (JsonException error)
        {
            throw new StartException($"{path} is damaged. Export again.", error);
        }
    }

    // Names come to be paths, here and in storage: none may lead out of the folder, or to nobody's bytes.
    private static MoveManifest Checked(MoveManifest manifest, string path)
    {
        if (manifest.Containers.Any(moved => moved?.Name is null) || manifest.Blobs.Any(blob => blob?.Name is null))
            throw new JsonException("Something in it has no name.");
        if (manifest.Containers.FirstOrDefault(moved => Core.Ports.Containers.All.All(known => known.Name != moved.Name)) is { } unknown)
            throw new StartException($"This version knows no container '{unknown.Name}'. Import with the version that exported ({manifest.Version}).");
        if (manifest.Blobs.FirstOrDefault(blob => !IsBlobName(blob.Name)) is { } stray)
            throw new StartException($"{path} names no blob: '{stray.Name}' is not of the form organisation/kind/id/name. It was changed since it was exported. Export again.");
        return manifest;
    }

    private static bool IsBlobName(string name) =>
        name.Split('/') is { Length: >= 4 } parts && Ids.IsWellFormed(parts[0]) && parts.All(part => Segment().IsMatch(part));

    [GeneratedRegex(@"\A(?!\.+\z)[A-Za-z0-9._-]+\z")]
    private static partial Regex Segment();
}
