using System.Net;

namespace Shortloop.Local.Tests.Hosting;

public sealed class SiteTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("shortloop-site-").FullName;
    private TestHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_root, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_root, "index.html"), "<p>page</p>", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_root, "assets", "app-1a2b.js"), "run()", Cancellation);
        _host = await TestHost.StartAsync([], options =>
        {
            options.StaticRoot = _root;
            options.StorageOrigins = ["http://127.0.0.1:10000"];
            options.AllowedOrigins = ["https://friends.example"];
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/videos/123")]
    public async Task Get_RouteOfThePage_IsThePageAndAskedForAgain(string path)
    {
        using var answer = await _host.Http.GetAsync(path, Cancellation);
        Assert.Equal("<p>page</p>", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoCache);
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("media-src 'self' http://127.0.0.1:10000 blob:", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Get_HashedAsset_IsImmutable()
    {
        using var answer = await _host.Http.GetAsync("/assets/app-1a2b.js", Cancellation);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/assets/gone.js")]
    [InlineData("/../secret.txt")]
    [InlineData("/api/gone")]
    public async Task Get_NoSuchFileOrFunction_Is404NotThePage(string path)
    {
        using var answer = await _host.Http.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("Host", "evil.example", HttpStatusCode.BadRequest)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost:5173", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://friends.example.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://friends.example", HttpStatusCode.OK)]
    [InlineData("Host", "localhost", HttpStatusCode.OK)]
    [InlineData("Host", "[::1]:7071", HttpStatusCode.OK)]
    public async Task Get_FromElsewhere_IsRefused(string header, string value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await _host.Http.SendAsync(request, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
    }
}
