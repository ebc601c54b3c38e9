namespace Shortloop.Core.Ports;

/// <param name="Kind">What is indexed: <c>video</c>, later <c>note</c>, <c>trend</c>.</param>
/// <param name="Model">Name of the embedding model: vectors of different models are never compared.</param>
/// <param name="Vector">Unit length.</param>
public sealed record VectorEntry(string OrgId, string Kind, string Id, string Model, ReadOnlyMemory<float> Vector);

/// <param name="Score">Cosine similarity, −1 to 1.</param>
public sealed record VectorHit(string Id, double Score);

/// <summary>
/// Nearest neighbours within one organisation. The filter is part of the search, not applied after it. What was written may be found only some seconds
/// later. An index that can't be reached or is busy is a <see cref="TransientException"/> <c>index_unavailable</c>; one that can't be used a
/// <see cref="PermanentException"/> <c>index_unusable</c> or <c>index_refused</c>.
/// </summary>
public interface IVectorIndex
{
    Task UpsertAsync(VectorEntry entry, CancellationToken cancellation);

    Task DeleteAsync(string orgId, string kind, string id, CancellationToken cancellation);

    /// <summary>Everything of one organisation. Nothing there is no error.</summary>
    Task DeleteAllAsync(string orgId, CancellationToken cancellation);

    /// <summary>Best first, ties by id.</summary>
    Task<IReadOnlyList<VectorHit>> SearchAsync(
        string orgId, string kind, string model, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation);
}
