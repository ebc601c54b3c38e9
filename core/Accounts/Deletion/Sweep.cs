using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Deletion;

/// <summary>Removes documents in pages. What is gone is not missed, so all of it may be repeated.</summary>
internal static class Sweep
{
    public static async Task PartitionAsync(IDocumentStore store, Container container, string partition, CancellationToken cancellation)
    {
        var query = new DocumentQuery(partition);
        do
        {
            Page<AnyDocument> page = await store.QueryAsync<AnyDocument>(container, query, cancellation);
            foreach (AnyDocument document in page.Items)
                await store.DeleteAsync(container, partition, document.Id, null, cancellation);
            query = query with { Continuation = page.Next };
        }
        while (query.Continuation is not null);
    }

    /// <summary>In all partitions: what has this value in this field.</summary>
    /// <param name="but">Not in this partition.</param>
    public static async Task FieldAsync(
        IDocumentStore store, Container container, string field, string value, CancellationToken cancellation, string? but = null)
    {
        var scan = new DocumentQuery(null, [new Condition(field, Comparison.Equal, value)]);
        do
        {
            Page<AnyDocument> page = await store.QueryAsync<AnyDocument>(container, scan, cancellation);
            foreach (AnyDocument document in page.Items.Where(d => d.Partition != but))
                await store.DeleteAsync(container, document.Partition, document.Id, null, cancellation);
            scan = scan with { Continuation = page.Next };
        }
        while (scan.Continuation is not null);
    }
}
