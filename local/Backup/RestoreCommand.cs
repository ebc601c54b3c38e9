using System.Globalization;
using System.IO.Compression;
using Shortloop.Local.Up;
using Spectre.Console;

namespace Shortloop.Local.Backup;

/// <summary>Puts a backup in the data folder's place. Everything is beside it and checked before anything is moved; what was there is kept.</summary>
internal static class RestoreCommand
{
    public static async Task<int> RunAsync(CommandLine command, CancellationToken stop)
    {
        Terminal.UsePlainTextWhenRedirected();
        string data = Path.TrimEndingDirectorySeparator(command.Data);
        if (DataFolder.IsRunning(data))
            throw new StartException($"Shortloop runs on {data}. Stop it, or restore into another folder with --data DIR.");
        FormerStorage.WaitForEnd(data);
        string? kept;
        Manifest manifest;
        try
        {
            using ZipArchive archive = Open(command.Archive!);
            manifest = ReadManifest(archive, command.Archive!);
            kept = await PutInPlaceAsync(archive, manifest, command.Archive!, data, stop);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Nothing was restored and {data} is as it was: {error.Message}", error);
        }

        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"Restored {data}  as it was at {manifest.TakenAt.ToLocalTime():yyyy-MM-dd HH:mm:ss}. Start it with ./run --data {data}");
        if (kept is not null)
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Kept     {kept}  is what was there before; delete it when you are content.");
        AnsiConsole.MarkupLine("Posts that went out after that time are unknown to it and may be sent again; see docs/backup.md before you start it.");
        return ExitCodes.Success;
    }

    private static ZipArchive Open(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException error)
        {
            throw new StartException($"{path} is not a backup, or not all of one. Take an earlier backup.", error);
        }
    }

    private static Manifest ReadManifest(ZipArchive archive, string path)
    {
        ZipArchiveEntry entry = archive.GetEntry(Manifest.Name) ?? throw new StartException($"{path} is not a backup: it has no {Manifest.Name}.");
        using Stream stream = entry.Open();
        return Manifest.Read(stream, path);
    }

    /// <returns>Where the folder that was there is now; null: there was none.</returns>
    private static async Task<string?> PutInPlaceAsync(ZipArchive archive, Manifest manifest, string path, string data, CancellationToken stop)
    {
        string time = DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var beside = new ArchiveReader(archive, manifest, path, $"{data}.restoring-{time}");
        try
        {
            await Terminal.WithBarsAsync(progress => beside.ExtractAsync(progress, stop));
            string? kept = Directory.Exists(data) ? $"{data}.before-{time}" : null;
            if (kept is not null)
                Directory.Move(data, kept);
            try
            {
                Directory.Move(beside.Folder, data);
            }
            catch (IOException) when (kept is not null)
            {
                Directory.Move(kept, data);
                throw;
            }

            return kept;
        }
        finally
        {
            if (Directory.Exists(beside.Folder))
                Directory.Delete(beside.Folder, recursive: true);
        }
    }
}
