using System.Net;
using Shortloop.Adapters.Blob;
using Shortloop.Adapters.Tests.Contracts;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Blob;

public sealed class AzureBlobStoreTests(Azurite azurite) : BlobStoreContract, IAsyncLifetime
{
    private const string Page = "http://localhost:7100";
    private AzureBlobStore store = null!;

    protected override IBlobStore Store => store;

    public async ValueTask InitializeAsync()
    {
        var options = new AzureBlobStoreOptions
        {
            ConnectionString = await azurite.ConnectionStringAsync(),
            Container = $"test-{Guid.NewGuid():N}",
            EmulatorPageOrigins = [Page, "http://127.0.0.1:7100"],
        };
        // The emulator has a clock of its own; links must agree with it.
        store = new AzureBlobStore(options, TimeProvider.System);
        await store.EnsureReadyAsync(default);
    }

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task GetFactsAsync_BeforeTheContainerIsMade_SaysThatStorageIsNotReady()
    {
        var options = new AzureBlobStoreOptions { ConnectionString = await azurite.ConnectionStringAsync(), Container = $"test-{Guid.NewGuid():N}" };
        using var early = new AzureBlobStore(options, TimeProvider.System);

        var error = await Assert.ThrowsAsync<TransientException>(() => early.GetFactsAsync("health/probe/health/none", default));
        Assert.Equal("storage_unavailable", error.Code);
    }

    [Theory]
    [InlineData(Page, true)]
    [InlineData("http://127.0.0.1:7100", true)]
    [InlineData("http://evil.example", false)]
    public async Task EnsureReadyAsync_Emulator_AllowsThePageAndNobodyElseToPutBlocks(string origin, bool allowed)
    {
        var link = await store.CreateWriteLinkAsync("org1/videos/v1/a.mp4", TimeSpan.FromMinutes(5), default);
        using var http = new HttpClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, $"{link}&comp=block&blockid=AAAA");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "PUT");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type,x-ms-version,x-ms-blob-type");
        var answer = await http.SendAsync(preflight);
        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
        if (allowed)
            Assert.Equal(origin, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task AnyCall_NobodyThere_IsTransient()
    {
        var nowhere = (await azurite.ConnectionStringAsync()).Replace(
            new Uri((await store.CreateReadLinkAsync("org1/videos/v1/a", TimeSpan.FromMinutes(1), null, default)).AbsoluteUri).Authority,
            "127.0.0.1:1",
            StringComparison.Ordinal);
        using var absent = new AzureBlobStore(new AzureBlobStoreOptions { ConnectionString = nowhere }, TimeProvider.System);
        var error = await Assert.ThrowsAsync<TransientException>(() => absent.GetFactsAsync("org1/videos/v1/a", default));
        Assert.Equal("storage_unavailable", error.Code);
    }

    [Fact]
    public async Task AnyCall_WrongKey_IsPermanentAndNamesNoKey()
    {
        var key = Convert.ToBase64String(new byte[64]);
        var connection = string.Join(';', (await azurite.ConnectionStringAsync()).Split(';').Select(part =>
            part.StartsWith("AccountKey=", StringComparison.Ordinal) ? $"AccountKey={key}" : part));
        using var stranger = new AzureBlobStore(new AzureBlobStoreOptions { ConnectionString = connection }, TimeProvider.System);
        var error = await Assert.ThrowsAsync<PermanentException>(() => stranger.GetFactsAsync("org1/videos/v1/a", default));
        Assert.Equal("storage_refused", error.Code);
        Assert.DoesNotContain("sig=", error.ToString());
    }

    [Fact]
    public void New_NeitherOrBothOrPlainHttp_Throws()
    {
        AzureBlobStoreOptions[] bad =
        [
            new(),
            new() { ConnectionString = "UseDevelopmentStorage=true", ServiceUri = new Uri("https://a.blob.core.windows.net") },
            new() { ServiceUri = new Uri("http://a.blob.core.windows.net") },
        ];
        foreach (var options in bad)
            Assert.Throws<ArgumentException>(() => new AzureBlobStore(options, TimeProvider.System));
    }
}
