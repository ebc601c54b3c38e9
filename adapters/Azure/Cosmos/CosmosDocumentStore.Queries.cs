using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Shortloop.Core.Ports;
using Container = Shortloop.Core.Ports.Container;

namespace Shortloop.Adapters.Cosmos;

public sealed partial class CosmosDocumentStore
{
    public async Task<Page<T>> QueryAsync<T>(Container container, DocumentQuery query, CancellationToken cancellation)
        where T : Document
    {
        DocumentRules.CheckQuery(container, query);
        string fingerprint = DocumentRules.Fingerprint(container, query);
        ContinuationToken? after = query.Continuation is null ? null : ContinuationToken.Decode(query.Continuation, fingerprint);
        var found = new List<T>();
        ContinuationToken? last = null;
        // One more than the page holds: its presence says that there is a next page.
        await foreach (JsonElement json in AnswersAsync(container, QueryText.Page(query, after), query.Partition, query.Limit + 1, cancellation))
        {
            if (found.Count == query.Limit)
                return new Page<T>(found, last!.Encode());
            found.Add(CosmosJson.Parse<T>(json));
            if (found.Count == query.Limit)
                last = ContinuationToken.After(fingerprint, found[^1], json, query.OrderBy);
        }

        return new Page<T>(found, null);
    }

    public async Task<long> CountAsync(Container container, string? partition, IReadOnlyList<Condition>? where, CancellationToken cancellation)
    {
        long count = 0;
        await foreach (JsonElement part in AnswersAsync(container, QueryText.Count(where), partition, null, cancellation))
            count += part.GetInt64();
        return count;
    }

    /// <summary>All that a query yields; the service gives it in pieces as large as it likes, empty ones too.</summary>
    private async IAsyncEnumerable<JsonElement> AnswersAsync(
        Container container, QueryDefinition query, string? partition, int? most,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var options = new QueryRequestOptions { MaxItemCount = most, PartitionKey = partition is null ? null : new PartitionKey(partition) };
        if (partition is null)
            options.MaxConcurrency = -1;
        using FeedIterator pieces = Items(container).GetItemQueryStreamIterator(query, requestOptions: options);
        while (pieces.HasMoreResults)
        {
            using ResponseMessage response = await SendAsync(container, pieces.ReadNextAsync, cancellation);
            if (!response.IsSuccessStatusCode)
                throw CosmosErrors.Of(container.Name, "", response);
            using JsonDocument piece = await JsonDocument.ParseAsync(response.Content, cancellationToken: cancellation);
            foreach (JsonElement answer in piece.RootElement.GetProperty("Documents").EnumerateArray())
                yield return answer;
        }
    }
}
