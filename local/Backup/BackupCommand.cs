using System.Globalization;
using Shortloop.Local.Up;
using Shortloop.Sqlite;
using Spectre.Console;

namespace Shortloop.Local.Backup;

/// <summary>
/// All state into one file, also while it changes: first the databases as of one instant, then whatever they may speak of. What storage has
/// taken in since is in it too, and does no harm.
/// </summary>
internal static class BackupCommand
{
    public static async Task<int> RunAsync(CommandLine command, CancellationToken stop)
    {
        Terminal.UsePlainTextWhenRedirected();
        string data = command.Data;
        if (!File.Exists(Path.Combine(data, "keys.json")))
            throw new StartException($"There is no state in {data}. Name the folder with --data DIR.");
        string path = command.Archive
            ?? Path.GetFullPath(string.Create(CultureInfo.InvariantCulture, $"shortloop-backup-{DateTime.Now:yyyyMMdd-HHmmss}.zip"));
        try
        {
            await Terminal.WithBarsAsync(progress => WriteAsync(data, path, progress, stop));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A file of the product's own has said what to do; the rest is the disk's word.
            throw new StartException(error is SqliteFileException ? error.Message : $"The backup was not written: {error.Message}", error);
        }

        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"Backup   {path}  ({new FileInfo(path).Length / 1024.0 / 1024.0:0.0} MB). It holds this installation's keys; keep it to yourself.");
        return ExitCodes.Success;
    }

    private static async Task WriteAsync(string data, string path, ProgressContext progress, CancellationToken stop)
    {
        using var archive = new ArchiveWriter(path);
        string copies = Directory.CreateDirectory(archive.Unfinished + ".parts").FullName;
        try
        {
            string[] databases = [.. DataFolder.Databases.Where(name => File.Exists(Path.Combine(data, name)))];
            ProgressTask bar = progress.AddTask("Databases", maxValue: Math.Max(1, databases.Length));
            var takenAt = DateTimeOffset.UtcNow;
            IReadOnlyList<int> versions = Snapshot.TakeTogether(
                [.. databases.Select(name => (Path.Combine(data, name), Path.Combine(copies, name)))], _ => bar.Increment(1));
            // At once: what the sandbox's world comes to know later must not be in it, or a restored job would post there a second time.
            string[] others = [.. DataFolder.Others(data)];
            foreach (string name in others)
                Copy(data, copies, name);
            bar.Value = bar.MaxValue;

            if (FormerStorage.IsRunning(data))
                await StorageSnapshot.CaughtUpAsync(data, DateTimeOffset.UtcNow, stop);
            var storage = StorageSnapshot.Take(data, Path.Combine(copies, DataFolder.Storage));
            if (!StorageSnapshot.IsWhole(storage))
                throw new StartException("Storage was tidying up or is not whole: its index names content that is not there. Try the backup again.");
            await AddAsync(archive, [.. databases.Select(name => Part(copies, name)), .. others.Select(name => Part(copies, name)), .. storage], progress, stop);
            await archive.FinishAsync(takenAt, databases.Zip(versions).ToDictionary(pair => pair.First, pair => pair.Second));
        }
        finally
        {
            Directory.Delete(copies, recursive: true);
        }
    }

    private static async Task AddAsync(
        ArchiveWriter archive, IReadOnlyList<(string Name, string Source, long Length)> parts, ProgressContext progress, CancellationToken stop)
    {
        ProgressTask bar = progress.AddTask("Archive", maxValue: Math.Max(1, parts.Sum(part => part.Length)));
        foreach (var (name, source, length) in parts)
            await archive.AddAsync(source, name, length, read => bar.Increment(read), stop);
        bar.Value = bar.MaxValue;
    }

    private static void Copy(string data, string copies, string name)
    {
        string target = Path.Combine(copies, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(data, name), target);
    }

    private static (string Name, string Source, long Length) Part(string folder, string name)
    {
        string source = Path.Combine(folder, name);
        return (name, source, new FileInfo(source).Length);
    }
}
