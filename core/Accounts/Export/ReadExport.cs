using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Export;

/// <param name="Link">Null: not ready, or no longer there.</param>
public sealed record ExportState(Export Export, Job? Job, Uri? Link, DateTimeOffset? LinkExpiresAt);

/// <summary>How far one's export is, and a link to it that is good for minutes.</summary>
public sealed class ReadExport(IDocumentStore store, IBlobStore blobs, TimeProvider clock)
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(15);

    public async Task<Outcome<ExportState>> ExecuteAsync(Principal caller, string exportId, CancellationToken cancellation)
    {
        // The user's partition holds files and the newest one's pointer too.
        if (!exportId.StartsWith("exp_", StringComparison.Ordinal) || exportId.Contains('-', StringComparison.Ordinal)
            || await store.ReadAsync<Export>(Containers.Exports, caller.UserId, exportId, cancellation) is not { } export)
            return Problem.Missing("export");
        Job? job = await store.ReadAsync<Job>(Containers.Jobs, Organisation.HomeOf(caller.UserId), exportId, cancellation);
        DateTimeOffset now = clock.GetUtcNow();
        if (export.ReadyAt is not { } ready || export.ExpiresAt <= now)
            return new ExportState(export, job, null, null);
        string name = $"shortloop-{ready.UtcDateTime:yyyy-MM-dd}.zip";
        return new ExportState(export, job, await blobs.CreateReadLinkAsync(export.ArchivePath, LinkLife, name, cancellation), now + LinkLife);
    }
}
