using Shortloop.Core.Billing;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;

namespace Shortloop.MoneyBench;

/// <summary>A store that does wrong what the ledger relies on.</summary>
internal sealed class FaultyStore(IDocumentStore store, Fault fault) : IDocumentStore
{
    public async Task<T?> ReadAsync<T>(Container container, string partition, string id, CancellationToken cancellation)
        where T : Document
    {
        T? document = await store.ReadAsync<T>(container, partition, id, cancellation);
        return fault == Fault.ChargeForNothing && document is RenderJob { Status: RenderStatus.Failed } failed
            ? (T)(Document)(failed with { Status = RenderStatus.Succeeded })
            : document;
    }

    public Task<WriteResult<T>> CreateAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document => store.CreateAsync(container, document, cancellation);

    public Task<WriteResult<T>> ReplaceAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document => store.ReplaceAsync(container, document, cancellation);

    public Task<T> UpsertAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document => store.UpsertAsync(container, document, cancellation);

    public Task<WriteStatus> DeleteAsync(Container container, string partition, string id, string? etag, CancellationToken cancellation) =>
        store.DeleteAsync(container, partition, id, etag, cancellation);

    public Task<WriteResult<T>> PatchAsync<T>(
        Container container, string partition, string id, IReadOnlyList<PatchOperation> operations, IReadOnlyList<Condition>? conditions, CancellationToken cancellation)
        where T : Document => store.PatchAsync<T>(container, partition, id, operations, conditions, cancellation);

    public Task<WriteStatus> BatchAsync(Container container, string partition, IReadOnlyList<BatchOperation> operations, CancellationToken cancellation)
    {
        if (container != Containers.Ledger)
            return store.BatchAsync(container, partition, operations, cancellation);
        if (fault == Fault.ForgetToSettle && operations.Any(operation => operation.Document is Reservation { Status: ReservationStatus.Settled }))
            return Task.FromResult(WriteStatus.Written);
        return store.BatchAsync(container, partition, [.. operations.Select(Changed)], cancellation);
    }

    public Task<Page<T>> QueryAsync<T>(Container container, DocumentQuery query, CancellationToken cancellation)
        where T : Document => store.QueryAsync<T>(container, query, cancellation);

    public Task<long> CountAsync(Container container, string? partition, IReadOnlyList<Condition>? where, CancellationToken cancellation) =>
        store.CountAsync(container, partition, where, cancellation);

    private BatchOperation Changed(BatchOperation operation) => (fault, operation) switch
    {
        (Fault.IgnoreVersions, { Kind: BatchKind.Replace }) => new BatchOperation(BatchKind.Upsert, operation.Document),
        (Fault.GrantTwice, { Kind: BatchKind.Create, Document: LedgerEntry { Kind: EntryKind.Purchase } entry }) =>
            new BatchOperation(BatchKind.Create, entry with { Id = Guid.NewGuid().ToString("N") }),
        _ => operation,
    };
}
