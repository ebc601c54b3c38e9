using System.Net;
using Microsoft.Azure.Cosmos;
using Shortloop.Core.Ports;
using Container = Shortloop.Core.Ports.Container;

namespace Shortloop.Adapters.Cosmos;

/// <summary>
/// Documents in Cosmos DB for NoSQL, a container each, all partitioned by <c>/partition</c>. The SDK asks again when it is throttled (429, after the pause
/// that the service names, as long as the options say) and when writes met (449, for 30 s). Beyond the port's outcomes: a refused identity is a permanent <c>store_refused</c>, a missing
/// container a permanent <c>store_unavailable</c>, a full partition a permanent <c>store_full</c>.
/// </summary>
public sealed partial class CosmosDocumentStore : IDocumentStore, IDisposable
{
    // What was written is known here; only its new version isn't, and that comes in a header.
    private static readonly ItemRequestOptions WithoutContent = new() { EnableContentResponseOnWrite = false };

    private readonly CosmosClient client;
    private readonly Database database;

    /// <exception cref="ArgumentException">Lists what is wrong with the options.</exception>
    public CosmosDocumentStore(CosmosOptions options)
    {
        client = CosmosClients.Open(options);
        database = client.GetDatabase(options.Database);
    }

    public async Task<T?> ReadAsync<T>(Container container, string partition, string id, CancellationToken cancellation)
        where T : Document
    {
        DocumentRules.CheckKey(partition, id);
        using ResponseMessage response = await SendAsync(
            container, stop => Items(container).ReadItemStreamAsync(id, new PartitionKey(partition), cancellationToken: stop), cancellation);
        if (CosmosErrors.IsAbsent(container.Name, response))
            return null;
        return response.IsSuccessStatusCode ? CosmosJson.Parse<T>(response.Content) : throw CosmosErrors.Of(container.Name, id, response);
    }

    public Task<WriteResult<T>> CreateAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document =>
        WriteAsync(container, document, (json, key, stop) => Items(container).CreateItemStreamAsync(json, key, WithoutContent, stop), cancellation);

    public Task<WriteResult<T>> ReplaceAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document
    {
        var version = new ItemRequestOptions { IfMatchEtag = CosmosJson.Quoted(DocumentRules.RequiredETag(document)), EnableContentResponseOnWrite = false };
        return WriteAsync(
            container, document, (json, key, stop) => Items(container).ReplaceItemStreamAsync(json, document.Id, key, version, stop), cancellation);
    }

    public async Task<T> UpsertAsync<T>(Container container, T document, CancellationToken cancellation)
        where T : Document =>
        (await WriteAsync(container, document, (json, key, stop) => Items(container).UpsertItemStreamAsync(json, key, WithoutContent, stop), cancellation)).Document!;

    public async Task<WriteStatus> DeleteAsync(Container container, string partition, string id, string? etag, CancellationToken cancellation)
    {
        DocumentRules.CheckKey(partition, id);
        ItemRequestOptions? version = etag is null ? null : new() { IfMatchEtag = CosmosJson.Quoted(etag) };
        using ResponseMessage response = await SendAsync(
            container, stop => Items(container).DeleteItemStreamAsync(id, new PartitionKey(partition), version, stop), cancellation);
        return StatusOf(container, id, response);
    }

    public void Dispose() => client.Dispose();

    private async Task<WriteResult<T>> WriteAsync<T>(
        Container container, T document, Func<Stream, PartitionKey, CancellationToken, Task<ResponseMessage>> write, CancellationToken cancellation)
        where T : Document
    {
        Check(container, document);
        using ResponseMessage response = await SendAsync(container, async stop =>
        {
            await using MemoryStream json = CosmosJson.Write(document);
            return await write(json, new PartitionKey(document.Partition), stop);
        }, cancellation);
        WriteStatus status = StatusOf(container, document.Id, response);
        return new WriteResult<T>(status, status == WriteStatus.Written ? document with { ETag = response.Headers.ETag.Trim('"') } : null);
    }

    private static void Check(Container container, Document document)
    {
        DocumentRules.CheckKey(document.Partition, document.Id);
        ContainerLayouts.CheckExpiry(container.Name, document.TtlSeconds);
    }

    private static WriteStatus StatusOf(Container container, string id, ResponseMessage response) => response.StatusCode switch
    {
        _ when response.IsSuccessStatusCode => WriteStatus.Written,
        HttpStatusCode.Conflict => WriteStatus.Exists,
        HttpStatusCode.PreconditionFailed => WriteStatus.Changed,
        HttpStatusCode.NotFound when CosmosErrors.IsAbsent(container.Name, response) => WriteStatus.Absent,
        _ => throw CosmosErrors.Of(container.Name, id, response),
    };

    private static Task<ResponseMessage> SendAsync(
        Container container, Func<CancellationToken, Task<ResponseMessage>> call, CancellationToken cancellation) =>
        CosmosErrors.Translated(container.Name, () => call(cancellation), cancellation);

    private Microsoft.Azure.Cosmos.Container Items(Container container) => database.GetContainer(container.Name);
}
