using System.IO.Compression;
using System.Security.Cryptography;
using Spectre.Console;

namespace Shortloop.Local.Backup;

/// <summary>Unpacks a backup into a new folder and believes nothing of it that its manifest does not vouch for.</summary>
internal sealed class ArchiveReader(ZipArchive archive, Manifest manifest, string path, string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Folder => folder;

    /// <exception cref="StartException">A part is missing, damaged, or would not lie in the folder.</exception>
    public async Task ExtractAsync(ProgressContext progress, CancellationToken stop)
    {
        ProgressTask bar = progress.AddTask("Restore", maxValue: Math.Max(1, manifest.Parts.Sum(part => part.Bytes)));
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        foreach (Part part in manifest.Parts)
            await ExtractAsync(part, bar, stop);
        bar.Value = bar.MaxValue;
    }

    private async Task ExtractAsync(Part part, ProgressTask bar, CancellationToken stop)
    {
        string target = Path.GetFullPath(Path.Combine(folder, part.Name));
        if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || archive.GetEntry(part.Name) is not { } entry)
            throw Damaged(part);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        await using var to = new FileStream(target, options);
        try
        {
            await using Stream from = await entry.OpenAsync(stop);
            string sum = await CopyAsync(from, to, part.Bytes, bar, stop);
            if (to.Length != part.Bytes || sum != part.Sha256)
                throw Damaged(part);
        }
        catch (InvalidDataException)
        {
            throw Damaged(part);
        }

        to.Flush(flushToDisk: true);
    }

    // No further than one byte past what was promised: a part that swells must not fill the disk.
    private static async Task<string> CopyAsync(Stream from, FileStream to, long promised, ProgressTask bar, CancellationToken stop)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        int read;
        while (to.Position <= promised && (read = await from.ReadAsync(buffer, stop)) > 0)
        {
            sum.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), stop);
            bar.Increment(read);
        }

        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    private StartException Damaged(Part part) =>
        new($"{path} is damaged: {part.Name} is not what was put into it. Nothing was restored. Take an earlier backup.");
}
