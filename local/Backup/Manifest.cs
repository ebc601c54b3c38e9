using System.Text.Json;

namespace Shortloop.Local.Backup;

/// <param name="Name">Path within the data folder, with forward slashes.</param>
internal sealed record Part(string Name, long Bytes, string Sha256);

/// <summary>What a backup says of itself.</summary>
/// <param name="Format">Of the archive; a higher one was made by a newer version.</param>
/// <param name="Version">Of the program that made it.</param>
/// <param name="TakenAt">The instant that its databases show.</param>
/// <param name="Schemas">Database → schema version.</param>
internal sealed record Manifest(
    int Format, string Version, DateTimeOffset TakenAt, IReadOnlyDictionary<string, int> Schemas, IReadOnlyList<Part> Parts)
{
    public const string Name = "shortloop-backup.json";
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string ThisVersion { get; } = typeof(Manifest).Assembly.GetName().Version!.ToString();

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, Json);

    /// <exception cref="StartException">It can't be understood.</exception>
    public static Manifest Read(Stream stream, string path)
    {
        Manifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<Manifest>(stream, Json);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            throw new StartException($"{path} is damaged: its manifest can't be read. Take an earlier backup.", error);
        }

        return manifest switch
        {
            { Format: > CurrentFormat } => throw new StartException($"{path} was made by a newer version ({manifest.Version}). Update, and restore it then."),
            { Parts: not null, Schemas: not null } => manifest,
            _ => throw new StartException($"{path} is damaged: its manifest is not whole. Take an earlier backup."),
        };
    }
}
