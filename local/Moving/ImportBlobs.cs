using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Ports;

namespace Shortloop.Local.Moving;

/// <summary>Puts an export's blobs into storage. One that is there byte for byte is left alone, so repeating it goes on where it was.</summary>
internal sealed class ImportBlobs(IBlobStore blobs, TextWriter output)
{
    private const int BlockBytes = 8 << 20;

    /// <summary>Cheap, and before anything is written: that no file is missing or cut off. What is in it is looked at when it is put.</summary>
    /// <exception cref="StartException">One is.</exception>
    public static void CheckFiles(string folder, MoveManifest manifest)
    {
        foreach (MovedBlob blob in manifest.Blobs)
        {
            var file = new FileInfo(MoveManifest.BlobOf(folder, blob.Name));
            if (!file.Exists)
                throw new StartException($"{file.FullName} is missing. Export again.");
            if (file.Length != blob.Bytes)
                throw new StartException($"{file.FullName} is not as it was exported. Export again.");
        }
    }

    /// <exception cref="StartException">A file of the export is missing or not as it was exported.</exception>
    public async Task RunAsync(string folder, MoveManifest manifest, CancellationToken stop)
    {
        int put = 0;
        foreach (MovedBlob blob in manifest.Blobs)
        {
            if (await IsThereAsync(blob, stop))
                continue;
            await using FileStream file = await OpenAsync(folder, blob, stop);
            await PutAsync(blob, file, stop);
            put++;
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{put} blobs put, {manifest.Blobs.Count - put} were there."));
    }

    // Of equal length and another content is what somebody else put there, or a newer version of it.
    private async Task<bool> IsThereAsync(MovedBlob blob, CancellationToken stop)
    {
        if ((await blobs.GetFactsAsync(blob.Name, stop))?.Length != blob.Bytes)
            return false;
        await using Stream? there = await blobs.OpenReadAsync(blob.Name, 0, stop);
        return there is not null && Convert.ToHexStringLower(await SHA256.HashDataAsync(there, stop)) == blob.Sha256;
    }

    private static async Task<FileStream> OpenAsync(string folder, MovedBlob blob, CancellationToken stop)
    {
        string path = MoveManifest.BlobOf(folder, blob.Name);
        if (!File.Exists(path))
            throw new StartException($"{path} is missing. Export again.");
        FileStream file = File.OpenRead(path);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop)) != blob.Sha256)
        {
            await file.DisposeAsync();
            throw new StartException($"{path} is not as it was exported. Export again.");
        }

        file.Position = 0;
        return file;
    }

    private async Task PutAsync(MovedBlob blob, FileStream file, CancellationToken stop)
    {
        if (blob.Bytes <= BlockBytes)
        {
            await blobs.WriteAsync(blob.Name, file, blob.ContentType, stop);
            return;
        }

        var ids = new List<string>();
        byte[] block = new byte[BlockBytes];
        for (int read; (read = await file.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, stop)) > 0;)
        {
            ids.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes(ids.Count.ToString("D6", CultureInfo.InvariantCulture))));
            await blobs.PutBlockAsync(blob.Name, ids[^1], new MemoryStream(block, 0, read, writable: false), stop);
        }

        if (await blobs.CommitBlocksAsync(blob.Name, ids, blob.ContentType, stop) is null)
            throw new StartException($"{blob.Name} was not kept whole by storage. Import again.");
    }
}
