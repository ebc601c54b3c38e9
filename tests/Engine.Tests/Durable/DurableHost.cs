using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Durable.Tests;

namespace Shortloop.Engine.Tests.Durable;

/// <summary>
/// An engine on a file of its own with a clock the test moves, for what only an engine in the process can show: time, kills, restarts, its file.
/// What the official surface alone can show is tested in tests/Durable.Tests, on the official engine too.
/// </summary>
internal sealed class DurableHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("durable-").FullName;
    private readonly Action<DurableTaskRegistry> _register;
    private readonly Action<DurableEngineOptions> _configure;
    private readonly Action<IServiceCollection> _services;
    private ServiceProvider _provider;

    private DurableHost(
        Action<DurableTaskRegistry> register, Action<DurableEngineOptions>? configure, Action<IServiceCollection>? services)
    {
        (_register, _configure, _services) = (register, configure ?? (_ => { }), services ?? (_ => { }));
        _provider = Build(_register);
    }

    internal FakeClock Clock { get; } = new();

    internal LogLines Logs { get; } = new();

    internal string DatabasePath => Path.Combine(_folder, "engine.db");

    internal DurableTaskClient Client => _provider.GetRequiredService<DurableTaskClient>();

    internal IInstanceHistory History => _provider.GetRequiredService<IInstanceHistory>();

    /// <summary>How many instances somebody waits for.</summary>
    internal int Watched => Engine.Watch.Count;

    private DurableEngine Engine => _provider.GetRequiredService<DurableEngine>();

    internal static async Task<DurableHost> StartAsync(
        Action<DurableTaskRegistry> register, Action<DurableEngineOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var host = new DurableHost(register, configure, services);
        try
        {
            await host.Engine.StartAsync(CancellationToken.None);
            return host;
        }
        catch
        {
            Directory.Delete(host._folder, recursive: true);
            throw;
        }
    }

    /// <summary>Until nothing is left to do but wait for time, events or a blocked activity's release.</summary>
    internal Task SettleAsync() => Engine.WhenIdle().WaitAsync(TimeSpan.FromMinutes(2));

    internal async Task AdvanceAsync(TimeSpan by)
    {
        await SettleAsync();
        Clock.Advance(by);
        await SettleAsync();
    }

    /// <inheritdoc cref="ClientWaits.RunAsync"/>
    internal Task<OrchestrationMetadata> RunAsync(string name, object? input = null, StartOrchestrationOptions? options = null) =>
        Client.RunAsync(name, input, options);

    /// <inheritdoc cref="ClientWaits.CompletedAsync"/>
    internal Task<OrchestrationMetadata> CompletedAsync(string id) => Client.CompletedAsync(id);

    /// <inheritdoc cref="ClientWaits.UntilAsync"/>
    internal Task<OrchestrationMetadata> UntilAsync(string id, Func<OrchestrationMetadata, bool> reached) => Client.UntilAsync(id, reached);

    /// <summary>Until so many activities' answers are in the history.</summary>
    internal async Task UntilAnsweredAsync(string id, int answers)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (History.ReadHistory(id).Count(entry => entry.Kind == "activityCompleted") < answers)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    internal async Task StopAsync(CancellationToken impatience = default) => await Engine.StopAsync(impatience);

    /// <summary>Stops in good order and opens the same file again, with other code if given.</summary>
    internal async Task RestartAsync(Action<DurableTaskRegistry>? register = null)
    {
        await StopAsync();
        await ReopenAsync(register);
    }

    /// <summary>Stops as a killed process does; may be called at a commit.</summary>
    internal void Kill() => Engine.Kill();

    internal async Task ReopenAsync(Action<DurableTaskRegistry>? register = null)
    {
        var old = _provider;
        _provider = Build(register ?? _register);
        await old.DisposeAsync();
        await Engine.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync(new CancellationToken(canceled: true));
        await _provider.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ServiceProvider Build(Action<DurableTaskRegistry> register)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Debug));
        _services(services);
        services.AddDurableEngine(
            options =>
            {
                options.DatabasePath = DatabasePath;
                options.Synchronous = SynchronousMode.Normal;
                _configure(options);
            },
            register);
        return services.BuildServiceProvider();
    }
}
