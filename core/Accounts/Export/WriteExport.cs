using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Export;

/// <summary>
/// Writes an archive block by block into storage. How far each file is stands in its document, so that a step that was cut off is taken
/// up at its last block; of two that write at once only one's block is listed. At most one block is in memory.
/// </summary>
public sealed class WriteExport(IDocumentStore store, IBlobStore blobs, JobTracker jobs)
{
    /// <summary>50,000 blocks are what storage takes in one blob: 800 GB.</summary>
    private const int BlockBytes = 16 * 1024 * 1024;

    /// <summary>What one step writes before it reports.</summary>
    private const long StepBytes = 64L * 1024 * 1024;

    private const int StepFiles = 200;

    // Documents have up to 2 MB.
    private const int PageDocuments = 20;

    /// <returns>Whether anything is left to write.</returns>
    public async Task<bool> StepAsync(ExportInput input, CancellationToken cancellation)
    {
        Export export = await RequireAsync(store, input, cancellation);
        long written = 0;
        for (int step = 0; step < StepFiles && written < StepBytes; step++)
        {
            var query = new DocumentQuery(
                export.Partition, [new Condition("exportId", Comparison.Equal, export.Id), new Condition("done", Comparison.Equal, false)], Limit: 1);
            if ((await store.QueryAsync<ExportFile>(Containers.Exports, query, cancellation)).Items is not [var file])
                return false;
            written += await AdvanceAsync(export, file, cancellation);
        }

        await ReportAsync(input, export, cancellation);
        return true;
    }

    /// <summary>An export whose user or job is gone is not gone on with.</summary>
    internal static async Task<Export> RequireAsync(IDocumentStore store, ExportInput input, CancellationToken cancellation)
    {
        Export? export = await store.ReadAsync<Export>(Containers.Exports, input.UserId, input.ExportId, cancellation);
        Job? job = await store.ReadAsync<Job>(Containers.Jobs, Organisation.HomeOf(input.UserId), input.ExportId, cancellation);
        return export is not null && job is { IsOver: false } ? export : throw new PermanentException("export_gone", "The export was cancelled.");
    }

    private async Task<long> AdvanceAsync(Export export, ExportFile file, CancellationToken cancellation)
    {
        Piece piece = file.Text is { } text ? new Piece(System.Text.Encoding.UTF8.GetBytes(text), true)
            : file.BlobPath is { } path ? await ReadBlobAsync(path, file.Length, cancellation)
            : await ExportDocuments.ReadAsync(store, export, file, PageDocuments, cancellation);
        ExportFile next = file with
        {
            Blocks = piece.Bytes.Length == 0 ? file.Blocks : [.. file.Blocks, await PutAsync(export, piece.Bytes, cancellation)],
            Length = file.Length + piece.Bytes.Length,
            Crc = Crc32.Append(file.Crc, piece.Bytes.Span),
            Continuation = piece.Continuation,
            Documents = file.Documents + piece.Documents,
            Done = piece.Last,
        };
        bool empty = next.Container is not null && next.Documents == 0;
        if (next.Done && !empty)
            next = next with { HeaderBlock = await PutAsync(export, Zip.FileHeader(next.Name, next.Crc, next.Length, export.CreatedAt), cancellation) };
        WriteResult<ExportFile> kept = await store.ReplaceAsync(Containers.Exports, next, cancellation);
        if (kept.Status == WriteStatus.Written && file.BlobPath is not null)
            await store.PatchAsync<Export>(
                Containers.Exports, export.Partition, export.Id,
                [new PatchOperation(PatchKind.Increment, "writtenBytes", (long)piece.Bytes.Length)], null, cancellation);
        return piece.Bytes.Length;
    }

    private async Task<Piece> ReadBlobAsync(string path, long offset, CancellationToken cancellation)
    {
        await using Stream? content = await blobs.OpenReadAsync(path, offset, cancellation);
        if (content is null)
            return new Piece(ReadOnlyMemory<byte>.Empty, true);
        byte[] buffer = new byte[(int)Math.Clamp(content.CanSeek ? content.Length - offset : BlockBytes, 1, BlockBytes)];
        int read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return new Piece(buffer.AsMemory(0, read), read < BlockBytes);
    }

    // Each has an id of its own: a block is listed with the version of its file that counts it, or never.
    internal static async Task<string> PutAsync(IBlobStore blobs, string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        string id = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        using Stream content = Read(bytes);
        await blobs.PutBlockAsync(path, id, content, cancellation);
        return id;
    }

    private static MemoryStream Read(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> within)
            ? new MemoryStream(within.Array!, within.Offset, within.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    private Task<string> PutAsync(Export export, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        PutAsync(blobs, export.ArchivePath, bytes, cancellation);

    private async Task ReportAsync(ExportInput input, Export before, CancellationToken cancellation)
    {
        Export? export = await store.ReadAsync<Export>(Containers.Exports, before.Partition, before.Id, cancellation);
        if (export is { PlannedBytes: > 0 })
            await jobs.ProgressAsync(before.OrgId, input.ExportId, StartExport.Pack, (double)export.WrittenBytes / export.PlannedBytes, cancellation);
    }

    /// <param name="Last">Nothing follows in this file.</param>
    internal sealed record Piece(ReadOnlyMemory<byte> Bytes, bool Last, string? Continuation = null, int Documents = 0);
}
