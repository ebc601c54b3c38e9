using Azure.Search.Documents;
using Azure.Search.Documents.Models;
using Shortloop.Core;

namespace Shortloop.Adapters.AiSearch;

/// <summary>
/// Writes documents in batches. The service takes or refuses each document by itself: those that it was too busy for are sent again, alone, and
/// sending one twice changes nothing.
/// </summary>
internal sealed class DocumentWriter(SearchClient client, TimeSpan firstDelay, TimeProvider clock)
{
    /// <summary>The service's limit; the other one, 16 MB, is far away from one vector or a thousand keys.</summary>
    public const int MostInABatch = 1000;

    private const int Rounds = 5;

    private static readonly IndexDocumentsOptions EachByItself = new() { ThrowOnAnyError = false };

    public async Task WriteAsync(IReadOnlyList<IndexDocumentsAction<SearchDocument>> actions, CancellationToken cancellation)
    {
        foreach (var batch in actions.Chunk(MostInABatch))
            await WriteBatchAsync(batch, cancellation);
    }

    private async Task WriteBatchAsync(IndexDocumentsAction<SearchDocument>[] left, CancellationToken cancellation)
    {
        for (var (round, delay) = (1, firstDelay); ; round++, delay *= 2)
        {
            IndexDocumentsResult result = await client.IndexDocumentsAsync(IndexDocumentsBatch.Create(left), EachByItself, cancellation);
            var failed = result.Results.Where(document => !document.Succeeded).ToArray();
            if (failed.Length == 0)
                return;
            if (failed.FirstOrDefault(document => !Passes(document.Status)) is { } refused)
                throw new PermanentException("index_refused", $"The search index did not take a document (status {refused.Status}).");
            if (round == Rounds)
                throw AiSearchErrors.Unavailable($"The search index is too busy: {failed.Length} documents were not taken.");
            var keys = failed.Select(document => document.Key).ToHashSet();
            left = [.. left.Where(action => keys.Contains(action.Document.GetString(IndexShape.Key)))];
            await Task.Delay(delay, clock, cancellation);
        }
    }

    // 409: two wrote it at once; 422: the index is not to be had just now; 503: too much is written.
    private static bool Passes(int status) => status is 409 or 422 or 429 or >= 500;
}
