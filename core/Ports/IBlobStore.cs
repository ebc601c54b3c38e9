namespace Shortloop.Core.Ports;

/// <param name="Length">Bytes.</param>
public sealed record BlobFacts(string Path, long Length, string ContentType, string ETag);

/// <param name="Id">Base64, all of one length within a blob (a rule of the storage service).</param>
/// <param name="Length">Bytes.</param>
public sealed record BlobBlock(string Id, long Length);

/// <summary>
/// Media bytes. A path is <c>{org}/{kind}/{id}/{name}</c> within one storage container and never comes from a caller as a whole.
/// Signed links carry a credential: they go to the one who asked and into no log.
/// Storage that cannot be reached is a <see cref="TransientException"/> <c>storage_unavailable</c>.
/// </summary>
public interface IBlobStore
{
    /// <summary>Makes the container and, on an emulator, its CORS rules. Safe to repeat.</summary>
    Task EnsureReadyAsync(CancellationToken cancellation);

    /// <summary>A link with which blocks of this one blob can be put and committed, nothing else.</summary>
    Task<Uri> CreateWriteLinkAsync(string path, TimeSpan life, CancellationToken cancellation);

    /// <summary>A link with which this one blob can be read (range requests included).</summary>
    /// <param name="downloadName">When set, browsers save the content under this name.</param>
    Task<Uri> CreateReadLinkAsync(string path, TimeSpan life, string? downloadName, CancellationToken cancellation);

    /// <summary>Blocks that were put and not yet committed; empty when there are none or the blob is unknown.</summary>
    Task<IReadOnlyList<BlobBlock>> ListUncommittedBlocksAsync(string path, CancellationToken cancellation);

    /// <summary>Puts one block of a blob that is written in parts and committed at the end; the same id again replaces it.</summary>
    Task PutBlockAsync(string path, string blockId, Stream content, CancellationToken cancellation);

    /// <returns>Null: a block is missing (it was never put, or the service dropped it after a week).</returns>
    Task<BlobFacts?> CommitBlocksAsync(string path, IReadOnlyList<string> blockIds, string contentType, CancellationToken cancellation);

    /// <returns>Null: absent.</returns>
    Task<BlobFacts?> GetFactsAsync(string path, CancellationToken cancellation);

    /// <summary>Reads forward from <paramref name="offset"/> without holding the blob in memory.</summary>
    /// <returns>Null: absent.</returns>
    Task<Stream?> OpenReadAsync(string path, long offset, CancellationToken cancellation);

    /// <summary>Writes over what is there. For small things (pictures, subtitles); clients put large ones by link.</summary>
    Task<BlobFacts> WriteAsync(string path, Stream content, string contentType, CancellationToken cancellation);

    /// <summary>Copies a blob within storage, content type included. Never over something: what is at <paramref name="to"/> already stays as it is.</summary>
    /// <returns>Of what is at <paramref name="to"/> now, whole; null: there is nothing to copy.</returns>
    Task<BlobFacts?> CopyAsync(string from, string to, CancellationToken cancellation);

    /// <summary>Committed blobs whose path begins so, by path.</summary>
    /// <param name="limit">1 to 1,000. A page may hold fewer and have a next.</param>
    /// <param name="continuation">From the page before; opaque.</param>
    Task<Page<BlobFacts>> ListAsync(string prefix, int limit, string? continuation, CancellationToken cancellation);

    /// <summary>Deletes everything whose path begins so. Nothing there is no error.</summary>
    Task DeletePrefixAsync(string prefix, CancellationToken cancellation);
}
