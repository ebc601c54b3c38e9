using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Search.Documents;
using Azure.Search.Documents.Indexes;
using Azure.Search.Documents.Models;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.AiSearch;

/// <summary>
/// Nearest neighbours and words by Azure AI Search. The organisation is a filter that the service applies before it looks for either. Found are the
/// approximately nearest (HNSW), and what was written is found some seconds later. Beyond the port's outcomes: what the service refuses is a permanent
/// <c>index_refused</c>, an index that something else made a permanent <c>index_unusable</c>.
/// </summary>
public sealed class AiSearchVectorIndex : IVectorIndex, IDisposable
{
    private const float UnitTolerance = 0.01f;

    /// <summary>The service's limits: results of one answer, and how far they can be paged through.</summary>
    private const int MostInAPage = 1000, MostPaged = 100_000;

    /// <summary>The service's order among equals is any: a few more are asked for, so that those at the cut are chosen here.</summary>
    private const int Spare = 10;

    /// <summary>Neighbours that are fused with words: fewer would let a thing that both lists have seem to be in one only.</summary>
    private const int FusedNeighbours = 50;

    private readonly SearchClient client;
    private readonly IndexDefinition definition;
    private readonly DocumentWriter documents;

    public AiSearchVectorIndex(AiSearchOptions options, TimeProvider clock)
    {
        if (options.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
        var sdk = new SearchClientOptions(SearchClientOptions.ServiceVersion.V2023_11_01)
        {
            Retry = { MaxRetries = 3, Delay = options.FirstDelay, Mode = RetryMode.Exponential },
        };
        if (options.Transport is { } transport)
            sdk.Transport = transport;
        var identity = options.Credential ?? new DefaultAzureCredential();
        client = new SearchClient(options.Endpoint, options.Index, identity, sdk);
        definition = new IndexDefinition(new SearchIndexClient(options.Endpoint, identity, sdk), options.Index);
        documents = new DocumentWriter(client, options.FirstDelay, clock);
    }

    public Task UpsertAsync(VectorEntry entry, CancellationToken cancellation)
    {
        CheckUnit(entry.Vector.Span);
        return TranslatedAsync(async () =>
        {
            var field = await definition.EnsureFieldAsync(entry.Model, entry.Vector.Length, cancellation);
            // Merged: the vector of another model of the same thing stays.
            await documents.WriteAsync(
                [
                    IndexDocumentsAction.MergeOrUpload(new SearchDocument
                    {
                        [IndexShape.Key] = KeyOf(entry.OrgId, entry.Kind, entry.Id),
                        [IndexShape.Org] = entry.OrgId,
                        [IndexShape.Kind] = entry.Kind,
                        [IndexShape.Item] = entry.Id,
                        [IndexShape.Text] = entry.Text,
                        [field] = entry.Vector.ToArray(),
                    }),
                ],
                cancellation);
            return true;
        }, cancellation);
    }

    public Task DeleteAsync(string orgId, string kind, string id, CancellationToken cancellation) => TranslatedAsync(async () =>
    {
        await DeleteAsync([KeyOf(orgId, kind, id)], cancellation);
        return true;
    }, cancellation);

    public Task DeleteAllAsync(string orgId, CancellationToken cancellation) => TranslatedAsync(async () =>
    {
        // All keys first: what is deleted goes on being found for a while, so that looking again would not end.
        List<string> keys;
        do
        {
            keys = await FindKeysAsync(orgId, cancellation);
            await DeleteAsync(keys, cancellation);
        }
        while (keys.Count == MostPaged);
        return true;
    }, cancellation);

    public Task<IReadOnlyList<VectorHit>> SearchAsync(
        string orgId, string kind, string model, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, MostInAPage);
        CheckUnit(vector.Span);
        return TranslatedAsync<IReadOnlyList<VectorHit>>(async () =>
        {
            if (await definition.FindFieldAsync(model, vector.Length, cancellation) is not { } field)
                return [];
            var question = Question(orgId, kind, top);
            question.VectorSearch = Neighbours(vector, field, question.Size!.Value);
            return [.. (await AskAsync(null, question, cancellation)).Select(hit => new VectorHit(hit.Id, Cosine(hit.Score))).Take(top)];
        }, cancellation);
    }

    public Task<IReadOnlyList<HybridHit>> HybridAsync(
        string orgId, string kind, string model, string text, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, MostInAPage);
        CheckUnit(vector.Span);
        return TranslatedAsync(async () =>
        {
            var field = await definition.FindFieldAsync(model, vector.Length, cancellation);
            var words = SimpleQuery.Of(text);
            // An index of an earlier version that nothing was written to since has no text to look in.
            if (words is not null && !await definition.HasTextAsync(cancellation))
                words = null;
            if (words is null && field is null)
                return [];
            var question = Question(orgId, kind, top);
            if (field is not null)
                question.VectorSearch = Neighbours(vector, field, Math.Max(question.Size!.Value, FusedNeighbours));
            if (words is not null)
            {
                (question.QueryType, question.SearchMode) = (SearchQueryType.Simple, SearchMode.Any);
                question.SearchFields.Add(IndexShape.Text);
            }

            var hits = await AskAsync(words, question, cancellation);
            // The service fuses two lists; one it gives as it is, with that list's own scores.
            return words is null || field is null
                ? RankFusion.Fuse(top, [.. hits.Select(hit => hit.Id)])
                : [.. hits.Select(hit => new HybridHit(hit.Id, hit.Score)).Take(top)];
        }, cancellation);
    }

    public void Dispose() => definition.Dispose();

    private static SearchOptions Question(string orgId, string kind, int top) => new()
    {
        Filter = SearchFilter.Create($"orgId eq {orgId} and kind eq {kind}", CultureInfo.InvariantCulture),
        Size = Math.Min(top + Spare, MostInAPage),
        Select = { IndexShape.Item },
    };

    private static VectorSearchOptions Neighbours(ReadOnlyMemory<float> vector, string field, int many) => new()
    {
        FilterMode = VectorFilterMode.PreFilter,
        Queries = { new VectorizedQuery(vector) { KNearestNeighborsCount = many, Fields = { field } } },
    };

    /// <returns>Best first, ties by id, with the service's scores.</returns>
    private async Task<IReadOnlyList<(string Id, double Score)>> AskAsync(string? words, SearchOptions question, CancellationToken cancellation)
    {
        SearchResults<SearchDocument> found = await client.SearchAsync<SearchDocument>(words, question, cancellation);
        return
        [
            .. found.GetResults().Select(result => (Id: result.Document.GetString(IndexShape.Item), Score: result.Score ?? 0))
                .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal),
        ];
    }

    private async Task<List<string>> FindKeysAsync(string orgId, CancellationToken cancellation)
    {
        var keys = new List<string>();
        int found;
        do
        {
            var question = new SearchOptions
            {
                Filter = SearchFilter.Create($"orgId eq {orgId}", CultureInfo.InvariantCulture),
                Select = { IndexShape.Key },
                OrderBy = { IndexShape.Key },
                Skip = keys.Count,
                Size = MostInAPage,
            };
            try
            {
                SearchResults<SearchDocument> page = await client.SearchAsync<SearchDocument>("*", question, cancellation);
                found = keys.Count;
                keys.AddRange(page.GetResults().Select(result => result.Document.GetString(IndexShape.Key)));
                found = keys.Count - found;
            }
            catch (RequestFailedException absent) when (absent.Status == 404)
            {
                return [];
            }
        }
        while (found == MostInAPage && keys.Count < MostPaged);
        return keys;
    }

    private async Task DeleteAsync(IEnumerable<string> keys, CancellationToken cancellation)
    {
        try
        {
            await documents.WriteAsync([.. keys.Select(key => IndexDocumentsAction.Delete(new SearchDocument { [IndexShape.Key] = key }))], cancellation);
        }
        catch (RequestFailedException absent) when (absent.Status == 404)
        {
            // Nothing was ever put in.
        }
    }

    private Task<T> TranslatedAsync<T>(Func<Task<T>> call, CancellationToken cancellation) => AiSearchErrors.TranslatedAsync(call, definition.Forget, cancellation);

    private static string KeyOf(string orgId, string kind, string id) => Ids.Derived("vec", orgId, kind, id);

    /// <summary>The service says 1 / (2 − cosine), so that every score is above 0: https://learn.microsoft.com/azure/search/vector-search-ranking.</summary>
    private static double Cosine(double score) => score > 0 ? Math.Clamp(2 - (1 / score), -1, 1) : -1;

    private static void CheckUnit(ReadOnlySpan<float> vector)
    {
        var squares = 0f;
        foreach (var value in vector)
            squares += value * value;
        if (MathF.Abs(MathF.Sqrt(squares) - 1) > UnitTolerance)
            throw new ArgumentException("A vector must have unit length.");
    }
}
