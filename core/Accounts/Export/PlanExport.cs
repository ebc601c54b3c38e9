using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Export;

/// <summary>
/// Decides which files an archive has: the user's own documents, and all documents and media of the organisations whose only owner they are.
/// Safe to repeat: a file's id follows from its name.
/// </summary>
public sealed class PlanExport(IDocumentStore store, IBlobStore blobs, OwnOrganisations own, TimeProvider clock)
{
    /// <summary>Longer than an archive is kept, so that what a broken-off export left goes by itself.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromDays(14);

    private static readonly (Container Container, string Field)[] Elsewhere =
        [(Containers.Logins, "userId"), (Containers.Keys, "createdBy"), (Containers.Organisations, "userId")];

    public async Task ExecuteAsync(ExportInput input, CancellationToken cancellation)
    {
        Export export = await WriteExport.RequireAsync(store, input, cancellation);
        IReadOnlyList<OwnOrganisation> organisations = await own.ListAsync(export.CreatedBy, cancellation);
        await AddAsync(export, 0, "README.txt", file => file with { Text = ExportReadme.Write(organisations, clock.GetUtcNow()) }, cancellation);
        foreach (Container container in Containers.All.Where(c => c.By == PartitionedBy.User && c != Containers.Exports))
            await AddAsync(export, 1, $"you/{container.Name}.json", file => file with { Container = container.Name, Within = export.CreatedBy }, cancellation);
        foreach ((Container container, string field) in Elsewhere)
            await AddAsync(export, 1, $"you/{(container == Containers.Organisations ? "memberships" : container.Name)}.json",
                file => file with { Container = container.Name, Field = field }, cancellation);

        long bytes = 0;
        foreach (OwnOrganisation organisation in organisations.Where(o => o.OnlyOwner))
        {
            foreach (Container container in Containers.All.Where(c => c.By == PartitionedBy.Organisation && c != Containers.Events))
                await AddAsync(export, 2, $"organisations/{organisation.Id}/{container.Name}.json",
                    file => file with { Container = container.Name, Within = organisation.Id }, cancellation);
            bytes += await AddMediaAsync(export, organisation.Id, cancellation);
        }

        await store.PatchAsync<Export>(
            Containers.Exports, export.Partition, export.Id, [new PatchOperation(PatchKind.Set, "plannedBytes", bytes)], null, cancellation);
    }

    private async Task<long> AddMediaAsync(Export export, string orgId, CancellationToken cancellation)
    {
        long bytes = 0;
        string? next = null;
        do
        {
            Page<BlobFacts> page = await blobs.ListAsync($"{orgId}/", 500, next, cancellation);
            foreach (BlobFacts blob in page.Items.Where(blob => !blob.Path.StartsWith($"{orgId}/exports/", StringComparison.Ordinal)))
            {
                string name = $"organisations/{orgId}/media/{blob.Path[(orgId.Length + 1)..]}{Ending(blob)}";
                await AddAsync(export, 3, name, file => file with { BlobPath = blob.Path }, cancellation);
                bytes += blob.Length;
            }

            next = page.Next;
        }
        while (next is not null);
        return bytes;
    }

    // Originals are stored without one; a person's machine goes by it.
    private static string Ending(BlobFacts blob) =>
        blob.Path.EndsWith("/original", StringComparison.Ordinal) ? ".video" : "";

    private Task AddAsync(Export export, int rank, string name, Func<ExportFile, ExportFile> fill, CancellationToken cancellation) => store.CreateAsync(
        Containers.Exports,
        fill(new ExportFile
        {
            Id = $"{export.Id}-{rank}-{Ids.Derived("f", name)}",
            Partition = export.Partition,
            OrgId = export.OrgId,
            CreatedBy = export.CreatedBy,
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = (int)Life.TotalSeconds,
            ExportId = export.Id,
            Name = name,
        }),
        cancellation);
}
