using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Container = Shortloop.Core.Ports.Container;
using PatchOperation = Shortloop.Core.Ports.PatchOperation;

namespace Shortloop.Adapters.Cosmos;

public sealed partial class CosmosDocumentStore
{
    private const int MostVersions = 20;

    public async Task<WriteResult<T>> PatchAsync<T>(
        Container container,
        string partition,
        string id,
        IReadOnlyList<PatchOperation> operations,
        IReadOnlyList<Condition>? conditions,
        CancellationToken cancellation)
        where T : Document
    {
        DocumentRules.CheckKey(partition, id);
        DocumentRules.CheckPatch(operations);
        var options = new PatchItemRequestOptions();
        if (conditions is { Count: > 0 })
            options.FilterPredicate = $"FROM c WHERE {new ConditionText(literals: true).All(conditions)}";
        using (ResponseMessage response = await PatchAsync(PatchPlan.Of(operations)))
            if (response.StatusCode != HttpStatusCode.BadRequest)
                return ResultOf<T>(response);

        // What the service refuses and the port takes: the patch is fitted to a version, and written over exactly that one.
        for (int version = 0; version < MostVersions; version++)
        {
            if (await VersionAsync() is not { } stored)
                return new WriteResult<T>(WriteStatus.Absent, null);
            string etag = stored["_etag"]!.GetValue<string>();
            if (options.IfMatchEtag == etag)
                return new WriteResult<T>(WriteStatus.Changed, null);
            options.IfMatchEtag = etag;
            using ResponseMessage response = await PatchAsync(PatchPlan.Fitted(operations, stored));
            if (response.StatusCode != HttpStatusCode.PreconditionFailed)
                return ResultOf<T>(response);
        }

        throw new TransientException("store_throttled", "Too many writes met at one document.", TimeSpan.FromSeconds(1));

        Task<ResponseMessage> PatchAsync(IReadOnlyList<Microsoft.Azure.Cosmos.PatchOperation> plan) => SendAsync(
            container, stop => Items(container).PatchItemStreamAsync(id, new PartitionKey(partition), plan, options, stop), cancellation);

        WriteResult<TDocument> ResultOf<TDocument>(ResponseMessage response)
            where TDocument : Document
        {
            WriteStatus status = StatusOf(container, id, response);
            return new WriteResult<TDocument>(status, status == WriteStatus.Written ? CosmosJson.Parse<TDocument>(response.Content) : null);
        }

        async Task<JsonObject?> VersionAsync()
        {
            using ResponseMessage response = await SendAsync(
                container, stop => Items(container).ReadItemStreamAsync(id, new PartitionKey(partition), cancellationToken: stop), cancellation);
            if (CosmosErrors.IsAbsent(container.Name, response))
                return null;
            return response.IsSuccessStatusCode ? JsonNode.Parse(response.Content)!.AsObject() : throw CosmosErrors.Of(container.Name, id, response);
        }
    }
}
