using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Shortloop.Adapters.Blob;

/// <summary>Lets the page's origin put blocks and read media straight from the emulator.</summary>
internal static class EmulatorCors
{
    public static async Task SetAsync(BlobServiceClient service, IReadOnlyList<string> origins, CancellationToken cancellation)
    {
        BlobServiceProperties properties = await service.GetPropertiesAsync(cancellation);
        properties.Cors = [Rule(origins)];
        await service.SetPropertiesAsync(properties, cancellation);
    }

    private static BlobCorsRule Rule(IReadOnlyList<string> origins) => new()
    {
        AllowedOrigins = string.Join(',', origins),
        AllowedMethods = "GET,HEAD,PUT,OPTIONS",
        AllowedHeaders = "content-type,content-length,range,if-match,if-none-match,x-ms-*",
        ExposedHeaders = "content-length,content-range,content-type,accept-ranges,etag,x-ms-*",
        MaxAgeInSeconds = 3600,
    };
}
