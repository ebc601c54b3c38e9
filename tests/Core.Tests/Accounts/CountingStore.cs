using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Accounts;

/// <summary>The real store, with a list of what was asked of it.</summary>
internal sealed class CountingStore(IDocumentStore store) : IDocumentStore
{
    private readonly List<string> _calls = [];

    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_calls)
                return [.. _calls];
        }
    }

    public Task<T?> ReadAsync<T>(Container container, string partition, string id, CancellationToken cancellation)
        where T : Document => Count("read", container, store.ReadAsync<T>(container, partition, id, cancellation));

    public Task<WriteResult<T>> CreateAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document => Count("create", container, store.CreateAsync(container, document, cancellation));

    public Task<WriteResult<T>> ReplaceAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document => Count("replace", container, store.ReplaceAsync(container, document, cancellation));

    public Task<T> UpsertAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document => Count("upsert", container, store.UpsertAsync(container, document, cancellation));

    public Task<WriteStatus> DeleteAsync(Container container, string partition, string id, string? etag, CancellationToken cancellation) =>
        Count("delete", container, store.DeleteAsync(container, partition, id, etag, cancellation));

    public Task<WriteResult<T>> PatchAsync<T>(
        Container container, string partition, string id, IReadOnlyList<PatchOperation> operations, IReadOnlyList<Condition>? conditions,
        CancellationToken cancellation)
        where T : Document => Count("patch", container, store.PatchAsync<T>(container, partition, id, operations, conditions, cancellation));

    public Task<WriteStatus> BatchAsync(
        Container container, string partition, IReadOnlyList<BatchOperation> operations, CancellationToken cancellation) =>
        Count("batch", container, store.BatchAsync(container, partition, operations, cancellation));

    public Task<Page<T>> QueryAsync<T>(Container container, DocumentQuery query, CancellationToken cancellation)
        where T : Document => Count("query", container, store.QueryAsync<T>(container, query, cancellation));

    public Task<long> CountAsync(Container container, string? partition, IReadOnlyList<Condition>? where, CancellationToken cancellation) =>
        Count("count", container, store.CountAsync(container, partition, where, cancellation));

    private T Count<T>(string call, Container container, T result)
    {
        lock (_calls)
            _calls.Add($"{call} {container.Name}");
        return result;
    }
}
