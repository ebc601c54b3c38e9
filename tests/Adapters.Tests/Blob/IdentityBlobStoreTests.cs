using Azure.Core.Pipeline;
using Shortloop.Adapters.Blob;
using Shortloop.Adapters.Tests.Contracts;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Blob;

/// <summary>As on Azure: an identity and no account key. Links are signed by user delegation keys, and the emulator reckons every signature itself.</summary>
public sealed class IdentityBlobStoreTests(AzuriteWithIdentity azurite) : BlobStoreContract, IAsyncLifetime
{
    private readonly string container = $"test-{Guid.NewGuid():N}";
    private HttpClient http = null!;
    private AzureBlobStore store = null!;

    protected override IBlobStore Store => store;

    protected override HttpClient Http => http;

    public async ValueTask InitializeAsync()
    {
        http = new HttpClient(azurite.Trusting());
        store = new AzureBlobStore(await OptionsAsync(new UnsignedIdentity()), TimeProvider.System);
        await store.EnsureReadyAsync(default);
    }

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task AnyCall_TokenForSomethingElse_IsPermanentAndNamesNoToken()
    {
        using var stranger = new AzureBlobStore(await OptionsAsync(new UnsignedIdentity("https://vault.azure.net")), TimeProvider.System);
        foreach (var call in (Func<Task>[])
        [
            () => stranger.GetFactsAsync("org1/videos/v1/a", default),
            () => stranger.CreateReadLinkAsync("org1/videos/v1/a", TimeSpan.FromMinutes(1), null, default),
        ])
        {
            var error = await Assert.ThrowsAsync<PermanentException>(call);
            Assert.Equal("storage_refused", error.Code);
            Assert.DoesNotContain("eyJ", error.ToString());
        }
    }

    private async Task<AzureBlobStoreOptions> OptionsAsync(UnsignedIdentity identity) => new()
    {
        ServiceUri = await azurite.ServiceAsync(),
        Credential = identity,
        Container = container,
        Transport = new HttpClientTransport(http),
    };
}
