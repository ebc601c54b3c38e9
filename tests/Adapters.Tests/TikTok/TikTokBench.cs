using System.Web;
using Microsoft.Extensions.Logging;
using Shortloop.Adapters.Tests.Sandbox;
using Shortloop.Adapters.TikTok;
using Shortloop.Core.Ports;
using Shortloop.Sandbox;

namespace Shortloop.Adapters.Tests.TikTok;

/// <summary>The real client against a sandbox of its own.</summary>
public sealed class TikTokBench : IAsyncDisposable
{
    public static readonly ConnectRequest Connect = new("state-1", new string('v', 64), new Uri("http://127.0.0.1:5003/api/v1/accounts/callback"));

    private readonly HttpClient _http = TikTokPlatform.CreateHttpClient();

    private TikTokBench(RunningSandbox sandbox)
    {
        Sandbox = sandbox;
        Platform = Client(TimeSpan.FromSeconds(60));
    }

    public RunningSandbox Sandbox { get; }

    public TikTokPlatform Platform { get; }

    public ListLogger Log { get; } = new();

    public PlatformTokens Tokens { get; private set; } = null!;

    public string Access => Tokens.AccessToken;

    public static async Task<TikTokBench> StartAsync(SandboxSettings? settings = null, bool connect = true)
    {
        var bench = new TikTokBench(await RunningSandbox.StartAsync(settings));
        if (connect)
            bench.Tokens = await bench.ConnectAsync();
        return bench;
    }

    public async Task<PlatformTokens> ConnectAsync() =>
        await Platform.ExchangeCodeAsync(await ConsentAsync(), Connect, TestContext.Current.CancellationToken);

    /// <summary>As a browser would: follows the address, the sandbox consents, the code comes back in the redirect.</summary>
    public async Task<string> ConsentAsync()
    {
        var reply = await Sandbox.Http.GetAsync(new Uri(Platform.CreateAuthorizeUrl(Connect) + "&auto=1"), TestContext.Current.CancellationToken);
        var back = HttpUtility.ParseQueryString(reply.Headers.Location!.Query);
        Assert.Equal("state-1", back["state"]);
        return back["code"]!;
    }

    public static PublishRequest Request(long bytes, string privacy = "PUBLIC_TO_EVERYONE") =>
        new("Three knots every climber needs #climbing", privacy, true, false, true, true, TimeSpan.FromSeconds(1), bytes, "video/mp4");

    public Task UploadAsync(PublishHandle handle, byte[] video, IProgress<double>? progress = null) => Platform.UploadAsync(
        Access, handle, Request(video.Length), Open(video), progress, TestContext.Current.CancellationToken);

    public static Func<long, CancellationToken, Task<Stream>> Open(byte[] video) =>
        (offset, _) => Task.FromResult<Stream>(new MemoryStream(video, (int)offset, video.Length - (int)offset));

    public Task<PublishStatus> StatusAsync(PublishHandle handle) =>
        Platform.GetStatusAsync(Access, handle.Id, TestContext.Current.CancellationToken);

    public async Task<PublishHandle> PublishAsync(byte[] video, string privacy = "PUBLIC_TO_EVERYONE")
    {
        var handle = await Platform.BeginAsync(Access, Request(video.Length, privacy), TestContext.Current.CancellationToken);
        await UploadAsync(handle, video);
        return handle;
    }

    public void Pass(double seconds) => Sandbox.App.Clock.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Sandbox.DisposeAsync();
    }

    public TikTokPlatform Client(TimeSpan timeout) => new(
        _http,
        new TikTokOptions
        {
            ClientKey = "sandbox-client-key",
            ClientSecret = "sandbox-client-secret",
            WwwBase = Sandbox.App.TikTokWww,
            OpenBase = Sandbox.App.TikTokOpen,
            CallTimeout = timeout,
        },
        Sandbox.App.Clock,
        Log);
}

/// <summary>Keeps every line, so that a test can look for what must not be there.</summary>
public sealed class ListLogger : ILogger<TikTokPlatform>
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{formatter(state, exception)} {exception}");
}
