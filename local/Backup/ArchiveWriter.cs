using System.IO.Compression;
using System.Security.Cryptography;

namespace Shortloop.Local.Backup;

/// <summary>Writes a backup: parts, their sums, the manifest at the end. It has its name only when it is whole and on the disk.</summary>
internal sealed class ArchiveWriter : IDisposable
{
    private const int OwnerOnly = 0x8180; // a regular file, rw for its owner: S_IFREG | 0600
    private readonly string _path;
    private readonly FileStream _file;
    private readonly ZipArchive _zip;
    private readonly List<Part> _parts = [];

    /// <exception cref="IOException">It can't be written there.</exception>
    public ArchiveWriter(string path)
    {
        _path = path;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        // Keys are in it.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(Unfinished, options);
        _zip = new ZipArchive(_file, ZipArchiveMode.Create, leaveOpen: true);
    }

    public string Unfinished => _path + ".new";

    /// <param name="length">How much of it; more may have been added since.</param>
    /// <param name="progress">Told how many bytes were written since it was last told.</param>
    /// <exception cref="FileNotFoundException">It is not there any more.</exception>
    public async Task AddAsync(string source, string name, long length, Action<long> progress, CancellationToken stop)
    {
        await using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // Media does not get smaller; the rest does.
        ZipArchiveEntry entry = NewEntry(name, name.StartsWith(DataFolder.Storage + "/__blobstorage__", StringComparison.Ordinal) || name.EndsWith(".mp4", StringComparison.Ordinal));
        await using Stream to = await entry.OpenAsync(stop);
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        long left = length;
        while (left > 0)
        {
            int read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), stop);
            if (read == 0)
                throw new StartException($"{source} became shorter while it was read. Try the backup again.");
            sum.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), stop);
            left -= read;
            progress(read);
        }

        _parts.Add(new Part(name, length, Convert.ToHexStringLower(sum.GetHashAndReset())));
    }

    public async Task FinishAsync(DateTimeOffset takenAt, IReadOnlyDictionary<string, int> schemas)
    {
        await using (Stream manifest = await NewEntry(Manifest.Name, stored: false).OpenAsync())
            new Manifest(Manifest.CurrentFormat, Manifest.ThisVersion, takenAt, schemas, _parts).Write(manifest);
        _zip.Dispose();
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(Unfinished, _path);
    }

    public void Dispose()
    {
        try
        {
            _zip.Dispose();
            _file.Dispose();
        }
        catch (IOException)
        {
            // It still had something to write on a disk that has no room: it is thrown away in any case.
        }
        finally
        {
            File.Delete(Unfinished);
        }
    }

    private ZipArchiveEntry NewEntry(string name, bool stored)
    {
        ZipArchiveEntry entry = _zip.CreateEntry(name, stored ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
        entry.ExternalAttributes = OwnerOnly << 16;
        return entry;
    }
}
