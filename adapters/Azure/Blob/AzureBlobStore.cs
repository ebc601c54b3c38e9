using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
using Shortloop.Core.Ports;
using BlobBlock = Shortloop.Core.Ports.BlobBlock;

namespace Shortloop.Adapters.Blob;

/// <summary>
/// Blobs in one container of an Azure storage account or of its emulator. Beyond the port's outcomes: credentials that are
/// refused are a permanent <c>storage_refused</c>.
/// </summary>
public sealed class AzureBlobStore : IBlobStore, IDisposable
{
    private readonly AzureBlobStoreOptions options;
    private readonly BlobServiceClient service;
    private readonly BlobContainerClient container;
    private readonly LinkSigner signer;
    private readonly ReadLinks links;

    public AzureBlobStore(AzureBlobStoreOptions options, TimeProvider clock)
    {
        if (options.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems));
        this.options = options;
        service = ServiceClients.Create(options);
        container = service.GetBlobContainerClient(options.Container);
        signer = new LinkSigner(service, clock);
        links = new ReadLinks(clock);
    }

    public Task EnsureReadyAsync(CancellationToken cancellation) => BlobErrors.Translated(async () =>
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        if (service.Uri.IsLoopback && options.EmulatorPageOrigins.Count > 0)
            await EmulatorCors.SetAsync(service, options.EmulatorPageOrigins, cancellation);
        return true;
    }, cancellation);

    public Task<Uri> CreateWriteLinkAsync(string path, TimeSpan life, CancellationToken cancellation)
    {
        var rights = new BlobSasBuilder();
        rights.SetPermissions(BlobSasPermissions.Create | BlobSasPermissions.Write);
        return BlobErrors.Translated(() => signer.SignAsync(Blob(path), rights, life, cancellation), cancellation);
    }

    public Task<Uri> CreateReadLinkAsync(string path, TimeSpan life, string? downloadName, CancellationToken cancellation) =>
        links.FindAsync(path, life, downloadName, () =>
        {
            var rights = new BlobSasBuilder { ContentDisposition = downloadName is null ? null : ContentDispositions.Attachment(downloadName) };
            rights.SetPermissions(BlobSasPermissions.Read);
            return BlobErrors.Translated(() => signer.SignAsync(Blob(path), rights, life + ReadLinks.Kept, cancellation), cancellation);
        });

    public Task<IReadOnlyList<BlobBlock>> ListUncommittedBlocksAsync(string path, CancellationToken cancellation)
    {
        var blob = Blob(path);
        return BlobErrors.Translated<IReadOnlyList<BlobBlock>>(async () =>
        {
            try
            {
                var list = await blob.GetBlockListAsync(BlockListTypes.Uncommitted, cancellationToken: cancellation);
                return [.. list.Value.UncommittedBlocks.Select(block => new BlobBlock(block.Name, block.SizeLong))];
            }
            catch (RequestFailedException absent) when (absent.Status == 404)
            {
                return [];
            }
        }, cancellation);
    }

    public Task PutBlockAsync(string path, string blockId, Stream content, CancellationToken cancellation)
    {
        var blob = Blob(path);
        return BlobErrors.Translated(() => blob.StageBlockAsync(blockId, content, cancellationToken: cancellation), cancellation);
    }

    public Task<BlobFacts?> CommitBlocksAsync(
        string path, IReadOnlyList<string> blockIds, string contentType, CancellationToken cancellation)
    {
        var blob = Blob(path);
        return BlobErrors.Translated(async () =>
        {
            try
            {
                var headers = new CommitBlockListOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } };
                await blob.CommitBlockListAsync(blockIds, headers, cancellation);
            }
            catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.InvalidBlockList)
            {
                return null;
            }
            return await FactsAsync(blob, cancellation);
        }, cancellation);
    }

    public Task<BlobFacts?> GetFactsAsync(string path, CancellationToken cancellation)
    {
        var blob = Blob(path);
        return BlobErrors.Translated(() => FactsAsync(blob, cancellation), cancellation);
    }

    public Task<Stream?> OpenReadAsync(string path, long offset, CancellationToken cancellation)
    {
        var blob = Blob(path);
        return BlobErrors.Translated(async () =>
        {
            try
            {
                // Chunks of 4 MB by range request: a slow reader holds no connection open, and a cut is retried inside a chunk.
                return await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { Position = offset }, cancellation);
            }
            catch (RequestFailedException absent) when (absent.Status == 404)
            {
                return null;
            }
        }, cancellation);
    }

    public Task<BlobFacts> WriteAsync(string path, Stream content, string contentType, CancellationToken cancellation)
    {
        var blob = Blob(path);
        return BlobErrors.Translated(async () =>
        {
            var upload = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } };
            await blob.UploadAsync(content, upload, cancellation);
            return (await FactsAsync(blob, cancellation))!;
        }, cancellation);
    }

    public Task<BlobFacts?> CopyAsync(string from, string to, CancellationToken cancellation)
    {
        var (source, target) = (Blob(from), Blob(to));
        return BlobErrors.Translated(() => BlobCopies.CopyAsync(source, target, cancellation), cancellation);
    }

    public Task<Core.Ports.Page<BlobFacts>> ListAsync(string prefix, int limit, string? continuation, CancellationToken cancellation)
    {
        var start = BlobPaths.CheckedPrefix(prefix);
        return BlobErrors.Translated(async () =>
        {
            await foreach (var page in container.GetBlobsAsync(prefix: start, cancellationToken: cancellation).AsPages(continuation, limit))
            {
                var next = page.ContinuationToken is { Length: > 0 } token ? token : null;
                return new Core.Ports.Page<BlobFacts>([.. page.Values.Select(FactsOf)], next);
            }
            return new Core.Ports.Page<BlobFacts>([], null);
        }, cancellation);
    }

    public Task DeletePrefixAsync(string prefix, CancellationToken cancellation)
    {
        var start = BlobPaths.CheckedPrefix(prefix);
        return BlobErrors.Translated(async () =>
        {
            await foreach (var blob in container.GetBlobsAsync(states: BlobStates.Uncommitted, prefix: start, cancellationToken: cancellation))
                await DeleteAsync(container.GetBlockBlobClient(blob.Name), cancellation);
            return true;
        }, cancellation);
    }

    public void Dispose() => signer.Dispose();

    private BlockBlobClient Blob(string path) => container.GetBlockBlobClient(BlobPaths.Checked(path));

    private static BlobFacts FactsOf(BlobItem blob) => new(
        blob.Name, blob.Properties.ContentLength ?? 0, blob.Properties.ContentType, blob.Properties.ETag.ToString()!);

    private static async Task DeleteAsync(BlockBlobClient blob, CancellationToken cancellation)
    {
        try
        {
            if (await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation))
                return;
        }
        catch (RequestFailedException leased) when (leased.ErrorCode == BlobErrorCode.LeaseIdMissing)
        {
            // We lease nothing: somebody did by a link to write. It ends at once.
            await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellation);
            await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation);
            return;
        }

        // Listed and yet not there: blocks that were never committed. They go with a commit of nothing, not with a delete.
        await blob.CommitBlockListAsync([], cancellationToken: cancellation);
        await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation);
    }

    private static async Task<BlobFacts?> FactsAsync(BlockBlobClient blob, CancellationToken cancellation)
    {
        try
        {
            BlobProperties found = await blob.GetPropertiesAsync(cancellationToken: cancellation);
            return new BlobFacts(blob.Name, found.ContentLength, found.ContentType, found.ETag.ToString());
        }
        catch (RequestFailedException absent) when (absent.Status == 404 && absent.ErrorCode != BlobErrorCode.ContainerNotFound)
        {
            return null;
        }
    }
}
