using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;

namespace Shortloop.Adapters.Blob;

/// <summary>Signs links to one blob: by the account key where there is one, otherwise by a user delegation key.</summary>
internal sealed class LinkSigner(BlobServiceClient service, TimeProvider clock) : IDisposable
{
    // Clocks differ; a link that starts "now" is refused by a service whose clock is behind.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(8);

    // The service's limit, from the key's start on.
    private static readonly TimeSpan LongestKeyLife = TimeSpan.FromDays(7) - Skew;

    private readonly SemaphoreSlim asking = new(1, 1);
    private UserDelegationKey? key;

    public async Task<Uri> SignAsync(BlockBlobClient blob, BlobSasBuilder rights, TimeSpan life, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        rights.BlobContainerName = blob.BlobContainerName;
        rights.BlobName = blob.Name;
        rights.Resource = "b";
        rights.StartsOn = now - Skew;
        rights.ExpiresOn = now + life;
        rights.Protocol = blob.Uri.IsLoopback ? SasProtocol.HttpsAndHttp : SasProtocol.Https;
        if (blob.CanGenerateSasUri)
            return blob.GenerateSasUri(rights);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(life, LongestKeyLife);
        var delegation = await KeyAsync(rights.ExpiresOn, cancellation);
        return new BlobUriBuilder(blob.Uri) { Sas = rights.ToSasQueryParameters(delegation, service.AccountName) }.ToUri();
    }

    public void Dispose() => asking.Dispose();

    /// <summary>One key serves many links: asking for it is a round trip. A link that would outlive it has another asked for, so a key is never used to its end.</summary>
    private async Task<UserDelegationKey> KeyAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        await asking.WaitAsync(cancellation);
        try
        {
            if (key is null || key.SignedExpiresOn < until)
            {
                var now = clock.GetUtcNow();
                var usual = now + KeyLife;
                key = await service.GetUserDelegationKeyAsync(now - Skew, WholeSecond(until > usual ? until : usual), cancellation);
            }
            return key;
        }
        finally
        {
            asking.Release();
        }
    }

    // The service counts in seconds: with less, a key would end just before its link.
    private static DateTimeOffset WholeSecond(DateTimeOffset at) => at.AddTicks((TimeSpan.TicksPerSecond - (at.Ticks % TimeSpan.TicksPerSecond)) % TimeSpan.TicksPerSecond);
}
