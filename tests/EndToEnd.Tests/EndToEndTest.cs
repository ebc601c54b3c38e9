using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>An installation shared by the tests of a class; started for the first of them.</summary>
public abstract class SharedInstallation : IAsyncLifetime
{
    internal Installation Value { get; private set; } = null!;

    private protected abstract Task<Installation> StartAsync();

    public async ValueTask InitializeAsync() => Value = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (Value is not null)
            await Value.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class PlainInstallation : SharedInstallation
{
    private protected override Task<Installation> StartAsync() => Installation.StartAsync();
}

/// <summary>Strategy and script come from the sandbox's model service, so that it can be slow, broken or busy.</summary>
public sealed class OpenAiInstallation : SharedInstallation
{
    private protected override Task<Installation> StartAsync() => Installation.StartAsync(openAi: true);
}

/// <summary>A failed test shows what the servers said.</summary>
public abstract class EndToEndTest : IDisposable
{
    private readonly Func<string> _logs;

    private protected EndToEndTest(SharedInstallation shared)
    {
        Shortloop = shared.Value;
        _logs = () => Shortloop.Logs;
    }

    private protected Installation Shortloop { get; }

    public void Dispose()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            TestContext.Current.TestOutputHelper?.WriteLine(_logs());
        GC.SuppressFinalize(this);
    }
}
