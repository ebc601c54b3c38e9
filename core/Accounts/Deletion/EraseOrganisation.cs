using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Deletion;

/// <summary>
/// Removes all that an organisation has: media, vectors, documents, and what lies elsewhere in its name. Its ledger and its audit log stay: they
/// hold ids only, and the law and other people's claims ask for them. Safe to repeat; the organisation itself goes last.
/// </summary>
public sealed class EraseOrganisation(IDocumentStore store, IBlobStore blobs, IVectorIndex vectors)
{
    private static readonly Container[] Staying = [Containers.Ledger, Containers.Audit];

    /// <summary>Sessions belong to their users and were moved; settings are the operator's.</summary>
    private static readonly Container[] OfOthers = [Containers.Sessions, Containers.Settings, Containers.Deletions];

    public async Task ExecuteAsync(string orgId, string? userId, CancellationToken cancellation)
    {
        await blobs.DeletePrefixAsync($"{orgId}/", cancellation);
        await vectors.DeleteAllAsync(orgId, cancellation);
        foreach (Container container in Containers.All.Where(c => c.By != PartitionedBy.Organisation && !OfOthers.Contains(c)))
            await Sweep.FieldAsync(store, container, "orgId", orgId, cancellation, but: userId);
        foreach (Container container in Containers.All.Where(c => c.By == PartitionedBy.Organisation && c != Containers.Organisations && !Staying.Contains(c)))
            await Sweep.PartitionAsync(store, container, orgId, cancellation);
        await Sweep.PartitionAsync(store, Containers.Organisations, orgId, cancellation);
    }
}
