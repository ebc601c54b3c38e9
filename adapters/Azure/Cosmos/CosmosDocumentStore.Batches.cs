using System.Net;
using Microsoft.Azure.Cosmos;
using Shortloop.Core.Ports;
using Container = Shortloop.Core.Ports.Container;

namespace Shortloop.Adapters.Cosmos;

public sealed partial class CosmosDocumentStore
{
    private static readonly TransactionalBatchItemRequestOptions InBatch = new() { EnableContentResponseOnWrite = false };

    public async Task<WriteStatus> BatchAsync(
        Container container, string partition, IReadOnlyList<BatchOperation> operations, CancellationToken cancellation)
    {
        DocumentRules.CheckBatch(partition, operations);
        if (operations.Count == 0)
            return WriteStatus.Written;
        foreach (BatchOperation operation in operations)
            Check(container, operation.Document);
        using TransactionalBatchResponse response = await CosmosErrors.Translated(
            container.Name, () => Batch(container, partition, operations).ExecuteAsync(cancellation), cancellation);
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => WriteStatus.Written,
            HttpStatusCode.Conflict => WriteStatus.Exists,
            HttpStatusCode.PreconditionFailed => WriteStatus.Changed,
            // Of an operation; a batch that meets no container has not got that far.
            HttpStatusCode.NotFound when response.Any(result => result.StatusCode == HttpStatusCode.FailedDependency) || operations.Count == 1 => WriteStatus.Absent,
            _ => throw CosmosErrors.Of(container.Name, $"of a batch of {operations.Count}", response.StatusCode, 0, response.RetryAfter, null),
        };
    }

    private TransactionalBatch Batch(Container container, string partition, IReadOnlyList<BatchOperation> operations)
    {
        TransactionalBatch batch = Items(container).CreateTransactionalBatch(new PartitionKey(partition));
        foreach ((BatchKind kind, Document document) in operations.Select(operation => (operation.Kind, operation.Document)))
            _ = kind switch
            {
                BatchKind.Create => batch.CreateItemStream(CosmosJson.Write(document), InBatch),
                BatchKind.Replace => batch.ReplaceItemStream(document.Id, CosmosJson.Write(document), Version(DocumentRules.RequiredETag(document))),
                BatchKind.Upsert => batch.UpsertItemStream(CosmosJson.Write(document), InBatch),
                BatchKind.Delete => batch.DeleteItem(document.Id, Version(document.ETag)),
                _ => throw new ArgumentException($"Unknown operation {kind}."),
            };
        return batch;
    }

    private static TransactionalBatchItemRequestOptions Version(string? etag) =>
        etag is null ? InBatch : new() { EnableContentResponseOnWrite = false, IfMatchEtag = CosmosJson.Quoted(etag) };
}
