using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Operations.Retention;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Export;

/// <summary>
/// Puts the archive's directory behind its files and makes all blocks one blob. Safe to repeat: what has been committed may be committed again.
/// </summary>
public sealed class FinishExport(IDocumentStore store, IBlobStore blobs, JobTracker jobs, Notifier notifier, RetentionRules rules, TimeProvider clock)
{
    /// <summary>The service's own limit for one blob.</summary>
    private const int MostBlocks = 50_000;

    public async Task ExecuteAsync(ExportInput input, CancellationToken cancellation)
    {
        Export export = await WriteExport.RequireAsync(store, input, cancellation);
        (List<string> blocks, ReadOnlyMemory<byte> directory) = await CloseAsync(export, cancellation);
        blocks.Add(await WriteExport.PutAsync(blobs, export.ArchivePath, directory, cancellation));
        if (blocks.Count > MostBlocks)
            throw new PermanentException("export_too_large", "There is more than fits into one archive. Delete what you don't need, or ask the operator.");
        BlobFacts facts = await blobs.CommitBlocksAsync(export.ArchivePath, blocks, "application/zip", cancellation)
            ?? throw new PermanentException("export_lost", "Parts of the archive were lost while it was made. Start the export again.");
        DateTimeOffset now = clock.GetUtcNow();
        await store.PatchAsync<Export>(
            Containers.Exports, export.Partition, export.Id,
            [
                new(PatchKind.Set, "sizeBytes", facts.Length), new(PatchKind.Set, "readyAt", now), new(PatchKind.Set, "expiresAt", now + rules.Exports),
            ],
            null, cancellation);
        await notifier.TellAsync(export.OrgId, export.CreatedBy, NoticeKind.ExportReady, export.Id, "", new Dictionary<string, string>(), cancellation);
        await jobs.DoneAsync(export.OrgId, export.Id, StartExport.Seal, null, cancellation);
        await jobs.SetStatusAsync(export.OrgId, export.Id, JobStatus.Succeeded, cancellation);
    }

    private async Task<(List<string> Blocks, ReadOnlyMemory<byte> Directory)> CloseAsync(Export export, CancellationToken cancellation)
    {
        var blocks = new List<string>();
        var directory = new Zip.Directory(export.CreatedAt);
        string? next = null;
        do
        {
            var query = new DocumentQuery(
                export.Partition, [new Condition("exportId", Comparison.Equal, export.Id), new Condition("done", Comparison.Equal, true)],
                Limit: 500, Continuation: next);
            Page<ExportFile> page = await store.QueryAsync<ExportFile>(Containers.Exports, query, cancellation);
            foreach (ExportFile file in page.Items)
            {
                if (file.HeaderBlock is not { } header)
                    continue;
                blocks.AddRange([header, .. file.Blocks]);
                directory.Add(file.Name, file.Crc, file.Length);
            }

            next = page.Next;
        }
        while (next is not null);
        return (blocks, directory.Close());
    }
}
