namespace Shortloop.Core.Ports;

/// <param name="Kind">What is indexed: <c>video</c>, <c>note</c>, <c>knowledge</c>.</param>
/// <param name="Model">Name of the embedding model: vectors of different models are never compared.</param>
/// <param name="Vector">Unit length.</param>
/// <param name="Text">
/// What words are looked for in; empty: there is nothing to look for. It belongs to the thing and not to the model: the one that was written last counts,
/// whichever model came with it. It is never given back.
/// </param>
public sealed record VectorEntry(string OrgId, string Kind, string Id, string Model, ReadOnlyMemory<float> Vector, string Text);

/// <param name="Cosine">Similarity of the two vectors, −1 to 1.</param>
public sealed record VectorHit(string Id, double Cosine);

/// <param name="Fused">
/// What its places in the lists are worth (<see cref="RankFusion"/>): above 0, at most 2/60. It orders the hits of one question and says nothing of how like
/// they are: the first hit has at least 1/60 even if nothing fits.
/// </param>
public sealed record HybridHit(string Id, double Fused);

/// <summary>
/// Nearest neighbours within one organisation, and words beside them. The filter is part of the search, not applied after it. What was written may be found
/// only some seconds later. An index that can't be reached or is busy is a <see cref="TransientException"/> <c>index_unavailable</c>; one that can't be used a
/// <see cref="PermanentException"/> <c>index_unusable</c> or <c>index_refused</c>.
/// </summary>
public interface IVectorIndex
{
    /// <summary>Of a question's text only so many characters are read.</summary>
    const int LongestQuestion = 2000;

    /// <summary>In place of what was there: the vector of this model, and the text.</summary>
    Task UpsertAsync(VectorEntry entry, CancellationToken cancellation);

    Task DeleteAsync(string orgId, string kind, string id, CancellationToken cancellation);

    /// <summary>Everything of one organisation. Nothing there is no error.</summary>
    Task DeleteAllAsync(string orgId, CancellationToken cancellation);

    /// <summary>Neighbours by vector alone. Best first, ties by id.</summary>
    Task<IReadOnlyList<VectorHit>> SearchAsync(
        string orgId, string kind, string model, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation);

    /// <summary>
    /// Two lists, fused by their places (<see cref="RankFusion"/>): things whose text has any of the question's words, best first by BM25, rare words counting
    /// more; and neighbours by vector, at least fifty of them. Words are compared whole, without regard to case and the accents of Latin letters, by no
    /// language's rules. A thing without a vector of this model can be found by its words. Best first, ties by id.
    /// </summary>
    /// <param name="text">A text, and never a query: signs that some engine takes for orders mean nothing. Without a word in it neighbours alone are found.</param>
    Task<IReadOnlyList<HybridHit>> HybridAsync(
        string orgId, string kind, string model, string text, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation);
}
