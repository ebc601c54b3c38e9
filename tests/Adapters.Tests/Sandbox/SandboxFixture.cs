using Shortloop.Sandbox;

namespace Shortloop.Adapters.Tests.Sandbox;

/// <summary>A sandbox of its own for one test, on a free port and a temporary folder, over a clock that stands still until moved.</summary>
public sealed class RunningSandbox : IAsyncDisposable
{
    private RunningSandbox(SandboxApp app, string data) => (App, Data) = (app, data);

    /// <summary>The clock under the sandbox's own.</summary>
    public static TimeProvider Machine { get; } = new StillClock();

    public SandboxApp App { get; private set; }

    public string Data { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static async Task<RunningSandbox> StartAsync(SandboxSettings? settings = null)
    {
        var data = Directory.CreateTempSubdirectory("shortloop-sandbox-").FullName;
        return new RunningSandbox(await SandboxApp.StartAsync(Options(data, settings)), data);
    }

    public Uri At(string path) => new(App.Address, path);

    /// <summary>As a restart of the process: nothing but the folder remains.</summary>
    public async Task RestartAsync()
    {
        await App.DisposeAsync();
        App = await SandboxApp.StartAsync(Options(Data, null));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }

    private static SandboxOptions Options(string data, SandboxSettings? settings) => new()
    {
        DataDirectory = data,
        SmtpPort = 0,
        Time = Machine,
        InitialSettings = settings ?? new SandboxSettings(),
    };

    private sealed class StillClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    }
}
