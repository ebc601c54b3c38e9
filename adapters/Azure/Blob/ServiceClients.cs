using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace Shortloop.Adapters.Blob;

internal static class ServiceClients
{
    // The emulator refuses versions it does not know, and signatures cover the version: this one both sides have.
    private const BlobClientOptions.ServiceVersion Version = BlobClientOptions.ServiceVersion.V2023_01_03;

    public static BlobServiceClient Create(AzureBlobStoreOptions options)
    {
        var client = new BlobClientOptions(Version)
        {
            // Links carry signatures: nothing of a request's query is logged or traced.
            Diagnostics = { IsLoggingContentEnabled = false },
            Retry = { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(200), Mode = RetryMode.Exponential },
        };
        if (options.Transport is { } transport)
            client.Transport = transport;
        return options.ConnectionString is { } connection
            ? new BlobServiceClient(connection, client)
            : new BlobServiceClient(options.ServiceUri, options.Credential ?? new DefaultAzureCredential(), client);
    }
}
