using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Shortloop.Adapters.Tests.Sandbox;
using Shortloop.Adapters.YouTube;
using Shortloop.Core.Ports;
using Shortloop.Sandbox;
using Shortloop.Sandbox.World;

namespace Shortloop.Adapters.Tests.YouTube;

/// <summary>The real clients against a sandbox of its own, over HTTP.</summary>
public sealed class YouTubeBench : IAsyncDisposable
{
    public static readonly ConnectRequest Connect = new("state-1", new string('v', 64), new Uri("http://127.0.0.1:5003/api/v1/accounts/youtube/callback"));

    private readonly HttpClient _http = YouTubeTrendSource.CreateHttpClient();

    private YouTubeBench(RunningSandbox sandbox, YouTubeOptions? options)
    {
        Sandbox = sandbox;
        Options = (options ?? new YouTubeOptions { ApiKey = "sandbox-api-key" }) with
        {
            ClientId = "sandbox-client-id",
            ClientSecret = "sandbox-client-secret",
            ApiBase = sandbox.App.YouTubeApi,
            AccountsBase = sandbox.App.YouTubeAccounts,
            TokenBase = sandbox.App.YouTubeOAuth,
            WwwBase = sandbox.App.YouTubeWww,
        };
        Budget = new QuotaBudget(Options, sandbox.App.Clock);
        World = new CreatorWorld(1);
    }

    public RunningSandbox Sandbox { get; }

    public YouTubeOptions Options { get; }

    public QuotaBudget Budget { get; }

    /// <summary>The same as the sandbox's own.</summary>
    public CreatorWorld World { get; }

    public DateTimeOffset Now => Sandbox.App.Clock.GetUtcNow();

    public YouTubeTrendSource Trends => new(_http, Options, Budget, Sandbox.App.Clock, NullLogger<YouTubeTrendSource>.Instance);

    public YouTubeCaptionSource Captions => new(_http, Options, Budget, Sandbox.App.Clock, NullLogger<YouTubeCaptionSource>.Instance);

    public YouTubeConnection Connection => new(_http, Options, Budget, Sandbox.App.Clock, NullLogger<YouTubeConnection>.Instance);

    public FeedTrendSource Feed => new(_http, Options, Budget, Sandbox.App.Clock, NullLogger<FeedTrendSource>.Instance);

    public static async Task<YouTubeBench> StartAsync(SandboxSettings? settings = null, YouTubeOptions? options = null) =>
        new(await RunningSandbox.StartAsync(settings), options);

    /// <summary>As a browser would: follows the address, the sandbox consents, the code comes back in the redirect.</summary>
    public async Task<string> ConsentAsync(string? channel = null)
    {
        using var reply = await Sandbox.Http.GetAsync(
            new Uri($"{Connection.CreateAuthorizeUrl(Connect)}&auto=1&account={channel}"), TestContext.Current.CancellationToken);
        var back = HttpUtility.ParseQueryString(reply.Headers.Location!.Query);
        Assert.Equal("state-1", back["state"]);
        return back["code"]!;
    }

    public async Task<PlatformTokens> ConnectAsync(string? channel = null) =>
        await Connection.ExchangeCodeAsync(await ConsentAsync(channel), Connect, TestContext.Current.CancellationToken);

    public void Fault(string kind, int? status = null, int? retryAfter = null, string? path = null, int count = 1, double? delay = null) =>
        Sandbox.App.Faults.Add(new("youtube", kind, path, status, retryAfter, count, delay));

    public async Task<(int Searches, int Units)> UsedAsync()
    {
        var used = (await Sandbox.Http.GetFromJsonAsync<JsonElement>(Sandbox.At("_sandbox/youtube/quota"), TestContext.Current.CancellationToken)).GetProperty("used");
        return (used.GetProperty("searches").GetInt32(), used.GetProperty("units").GetInt32());
    }

    public WorldCreator Busy(string language = "en") => World.Creators.Where(c => c.Language == language).MaxBy(c => c.VideosPerDay)!;

    public static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Sandbox.DisposeAsync();
    }
}
