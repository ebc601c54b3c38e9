using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Net;
using System.Web;
using Microsoft.Extensions.Logging;
using Shortloop.Adapters.SignIn;
using Shortloop.Adapters.Tests.Sandbox;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.SignIn;

/// <summary>The real clients against a sandbox of their own, with a browser that follows redirects by hand.</summary>
public sealed class SignInBench : IAsyncDisposable
{
    public const string Secret = "sandbox-client-secret";
    public static readonly SignInRequest Request = new("state-1", new string('v', 64), "nonce-1", new Uri("http://127.0.0.1:5003/api/v1/sign-in/back"));

    private readonly HttpClient _http = new();

    private SignInBench(RunningSandbox sandbox) => Sandbox = sandbox;

    public RunningSandbox Sandbox { get; }

    public Lines Log { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SignInBench> StartAsync() => new(await RunningSandbox.StartAsync());

    public ISignInProvider Google(string secret = Secret) => new GoogleSignIn(
        _http,
        new()
        {
            ClientId = "sandbox-client-id",
            ClientSecret = secret,
            AccountsBase = Sandbox.App.GoogleAccounts,
            TokenBase = Sandbox.App.GoogleOAuth,
            ApiBase = Sandbox.App.GoogleApis,
        },
        Sandbox.App.Clock,
        Log.For<GoogleSignIn>());

    public ISignInProvider GitHub(string secret = Secret) => new GitHubSignIn(
        _http,
        new() { ClientId = "sandbox-client-id", ClientSecret = secret, WwwBase = Sandbox.App.GitHubWww, ApiBase = Sandbox.App.GitHubApi },
        Sandbox.App.Clock,
        Log.For<GitHubSignIn>());

    public ISignInProvider Discord(string secret = Secret, double seconds = 10) => new DiscordSignIn(
        _http,
        new() { ClientId = "sandbox-client-id", ClientSecret = secret, Base = Sandbox.App.Discord, CallTimeout = TimeSpan.FromSeconds(seconds) },
        Sandbox.App.Clock,
        Log.For<DiscordSignIn>());

    /// <summary>Presses a button on the consent page; what comes back is in the redirect.</summary>
    public async Task<NameValueCollection> PressAsync(Uri page, params (string Name, string Value)[] answers)
    {
        using var shown = await Sandbox.Http.GetAsync(page, Cancel);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        var query = HttpUtility.ParseQueryString(page.Query);
        var fields = query.AllKeys.Select(key => (key!, query[key]!)).Concat(answers).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        using var reply = await Sandbox.Http.PostAsync(new Uri(page.GetLeftPart(UriPartial.Path)), new FormUrlEncodedContent(fields), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        return HttpUtility.ParseQueryString(reply.Headers.Location!.Query);
    }

    public async Task<string> ConsentAsync(ISignInProvider provider, params (string Name, string Value)[] who) =>
        (await PressAsync(provider.CreateAuthorizeUrl(Request), [.. who, ("decision", "allow")]))["code"]!;

    public async Task<SignInProfile> SignInAsync(ISignInProvider provider, params (string Name, string Value)[] who) =>
        await provider.FinishAsync(await ConsentAsync(provider, who), Request, Cancel);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Sandbox.DisposeAsync();
    }
}

/// <summary>Keeps every line, so that a test can look for what must not be there.</summary>
public sealed class Lines
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger<T> For<T>() => new Logger<T>(_lines);

    private sealed class Logger<T>(ConcurrentQueue<string> lines) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
