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
        return (options.ConnectionString, options.ServiceUri) switch
        {
            ({ } connection, null) => new BlobServiceClient(connection, client),
            (null, { } uri) when uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback =>
                new BlobServiceClient(uri, options.Credential ?? new DefaultAzureCredential(), client),
            (null, not null) => throw new ArgumentException("The blob service's address must begin with https."),
            _ => throw new ArgumentException("Storage needs either a connection string or a service address."),
        };
    }
}
