using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Study.Sources;

/// <summary>An organisation's sources.</summary>
public sealed class SourceShelf(IDocumentStore store, IBlobStore blobs)
{
    private static readonly Problem InUse = new(
        ProblemKind.Conflict, "source_in_use", "A note is being written from this. Wait for it, or cancel its job.");

    public Task<Source?> FindAsync(string orgId, string sourceId, CancellationToken cancellation) =>
        store.ReadAsync<Source>(Containers.Sources, orgId, sourceId, cancellation);

    /// <summary>Within a story a missing source means that somebody deleted it.</summary>
    /// <exception cref="PermanentException"><c>source_deleted</c>.</exception>
    public async Task<Source> RequireAsync(string orgId, string sourceId, CancellationToken cancellation) =>
        await FindAsync(orgId, sourceId, cancellation) ?? throw Deleted();

    /// <summary>Newest first.</summary>
    public Task<Page<Source>> ListAsync(string orgId, string? after, int limit, CancellationToken cancellation) => store.QueryAsync<Source>(
        Containers.Sources, new DocumentQuery(orgId, OrderBy: "createdAt", Descending: true, Limit: limit, Continuation: after), cancellation);

    /// <summary>Notes made from it stay. First the document, so that nothing new begins with bytes that go.</summary>
    /// <returns>Null: done.</returns>
    public async Task<Problem?> DeleteAsync(Principal caller, string sourceId, CancellationToken cancellation)
    {
        if (await FindAsync(caller.OrgId, sourceId, cancellation) is not { } source)
            return Problem.Missing("source");
        if (source.Status == SourceStatus.Writing)
            return InUse;
        WriteStatus status = await store.DeleteAsync(Containers.Sources, caller.OrgId, sourceId, source.ETag, cancellation);
        if (status == WriteStatus.Changed)
            return Problem.ChangedMeanwhile;
        await blobs.DeletePrefixAsync(source.BlobPrefix, cancellation);
        return null;
    }

    public static PermanentException Deleted() => new("source_deleted", "What the note was to be made from was deleted meanwhile.");

    /// <param name="change">Of the source as it is; the same again: nothing is written.</param>
    public async Task ChangeAsync(string orgId, string sourceId, Func<Source, Source> change, CancellationToken cancellation)
    {
        while (await FindAsync(orgId, sourceId, cancellation) is { } source)
        {
            Source changed = change(source);
            if (ReferenceEquals(changed, source) || (await store.ReplaceAsync(Containers.Sources, changed, cancellation)).Status != WriteStatus.Changed)
                return;
        }
    }
}
