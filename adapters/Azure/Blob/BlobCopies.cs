using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Blob;

/// <summary>
/// Copies by Copy Blob, which the service does by itself: https://learn.microsoft.com/rest/api/storageservices/copy-blob. Within one account the caller's own
/// right to read the source is enough, so no signature stands in the copy's properties.
/// </summary>
internal static class BlobCopies
{
    private static readonly BlobRequestConditions OnlyWhereNothingIs = new() { IfNoneMatch = ETag.All };

    /// <returns>Null: the source is absent.</returns>
    public static async Task<BlobFacts?> CopyAsync(BlockBlobClient source, BlockBlobClient target, CancellationToken cancellation)
    {
        try
        {
            return await CopyOnceAsync(source, target, cancellation);
        }
        catch (RequestFailedException absent) when (absent.Status == 404 && absent.ErrorCode != BlobErrorCode.ContainerNotFound)
        {
            // Blocks that were never made a blob are in the way: the emulator takes them for one. An empty list of blocks makes them one that can go.
            await target.CommitBlockListAsync([], cancellationToken: cancellation);
            await target.DeleteIfExistsAsync(cancellationToken: cancellation);
            return await CopyOnceAsync(source, target, cancellation);
        }
    }

    private static async Task<BlobFacts?> CopyOnceAsync(BlockBlobClient source, BlockBlobClient target, CancellationToken cancellation)
    {
        try
        {
            var copy = await target.StartCopyFromUriAsync(source.Uri, new BlobCopyFromUriOptions { DestinationConditions = OnlyWhereNothingIs }, cancellation);
            await copy.WaitForCompletionAsync(cancellation);
        }
        catch (RequestFailedException there) when (there.Status == 412 || there.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // Copied before, by somebody who was cut off or is faster.
        }
        catch (RequestFailedException absent) when (absent.Status == 404 && absent.ErrorCode != BlobErrorCode.ContainerNotFound)
        {
            return null;
        }

        BlobProperties found = await target.GetPropertiesAsync(cancellationToken: cancellation);
        switch (found.BlobCopyStatus)
        {
            case CopyStatus.Pending:
                throw new TransientException("storage_unavailable", "Storage has not finished a copy yet.", TimeSpan.FromSeconds(2));
            case CopyStatus.Failed or CopyStatus.Aborted:
                // Empty, and in the way of the next try.
                await target.DeleteIfExistsAsync(conditions: new BlobRequestConditions { IfMatch = found.ETag }, cancellationToken: cancellation);
                throw new TransientException("storage_unavailable", "Storage did not finish a copy.", TimeSpan.FromSeconds(2));
            default:
                return new BlobFacts(target.Name, found.ContentLength, found.ContentType, found.ETag.ToString());
        }
    }
}
