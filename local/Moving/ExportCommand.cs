using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Local.Backup;
using Shortloop.Local.Up;
using Shortloop.Sqlite;

namespace Shortloop.Local.Moving;

/// <summary>
/// All documents, blobs and vectors of a data folder as plain files, to be imported elsewhere. Stories that run and messages are not in it:
/// what they are about is; see docs/azure-move.md.
/// </summary>
internal static class ExportCommand
{
    public static async Task<int> RunAsync(CommandLine command, TimeProvider clock, TextWriter output, CancellationToken stop)
    {
        string data = command.Data;
        if (!File.Exists(Path.Combine(data, "documents.db")))
            throw new StartException($"There is no state in {data}. Name the folder with --data DIR.");
        string folder = command.Archive
            ?? Path.GetFullPath(string.Create(CultureInfo.InvariantCulture, $"shortloop-export-{clock.GetLocalNow():yyyyMMdd-HHmmss}"));
        try
        {
            // Until the end: a host that starts meanwhile would change half of what is copied.
            using FileStream held = DataFolder.TryHold(data)
                ?? throw new StartException("Shortloop runs on this folder, or another export of it does. Stop it first: what happens after an export is not in it.");
            FormerStorage.WaitForEnd(data);
            MakePrivate(folder);
            DateTimeOffset takenAt = clock.GetUtcNow();
            IReadOnlyList<MovedContainer> containers = Documents(Path.Combine(data, "documents.db"), folder, clock);
            IReadOnlyList<MovedBlob> blobs = await BlobsAsync(data, folder, stop);
            MovedVectors? vectors = MovedVectors.Write(Path.Combine(data, "vectors.db"), folder);
            new MoveManifest(MoveManifest.CurrentFormat, Guid.NewGuid(), Manifest.ThisVersion, takenAt, containers, blobs, vectors).Write(folder);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"Export   {folder}  ({containers.Sum(one => one.Documents)} documents, {blobs.Count} blobs, {blobs.Sum(blob => blob.Bytes) / 1024.0 / 1024.0:0.0} MB). It holds personal data; keep it to yourself."));
            if (UnderWay(folder) is > 0 and var running)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{running} jobs were under way. They don't move: let them end and export again, or retry them afterwards."));
            return ExitCodes.Success;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or WorkException)
        {
            throw new StartException(error is SqliteFileException or WorkException ? error.Message : $"The export was not written: {error.Message}", error);
        }
    }

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Path.Combine(folder, "documents"));
    }

    private static List<MovedContainer> Documents(string database, string folder, TimeProvider clock)
    {
        using var store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(database), clock);
        var moved = new List<MovedContainer>();
        foreach (Container container in Containers.All)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using FileStream file = File.Create(MoveManifest.DocumentsOf(folder, container.Name));
            (int documents, int lasting) = (0, 0);
            store.ReadAll(container, document =>
            {
                byte[] line = Encoding.UTF8.GetBytes(document.ToJsonString(DocumentJson.Options) + "\n");
                file.Write(line);
                hash.AppendData(line);
                documents++;
                lasting += document.ContainsKey("ttl") ? 0 : 1;
            });
            moved.Add(new MovedContainer(container.Name, documents, lasting, Convert.ToHexStringLower(hash.GetHashAndReset())));
        }

        return moved;
    }

    private static async Task<List<MovedBlob>> BlobsAsync(string data, string folder, CancellationToken stop)
    {
        var moved = new List<MovedBlob>();
        foreach (StoredBlobs.Entry entry in StoredBlobs.List(data))
        {
            string path = MoveManifest.BlobOf(folder, entry.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using (FileStream file = File.Create(path))
                await StoredBlobs.CopyAsync(entry, file, stop);
            await using FileStream written = File.OpenRead(path);
            moved.Add(new MovedBlob(entry.Name, entry.ContentType, written.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(written, stop))));
        }

        return moved;
    }

    private static int UnderWay(string folder) => File.ReadLines(MoveManifest.DocumentsOf(folder, Containers.Jobs.Name))
        .Count(line => JsonNode.Parse(line)!["status"]?.GetValue<string>() is "running" or "waiting");
}
