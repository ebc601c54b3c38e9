using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shortloop.Engine;

namespace Shortloop.Durable.Tests;

/// <summary>Our engine, on a file of its own and in real time.</summary>
internal sealed partial class DurableHost
{
    private readonly string _folder = Directory.CreateTempSubdirectory("durable-").FullName;
    private readonly ServiceProvider _provider;

    private DurableHost(Action<DurableTaskRegistry> register, Action<IServiceCollection>? services, bool replays)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.AddProvider(Logs));
        services?.Invoke(collection);
        collection.AddDurableEngine(
            options =>
            {
                (options.DatabasePath, options.Synchronous) = (Path.Combine(_folder, "engine.db"), SynchronousMode.Normal);
                if (replays) options.MaxCachedInstances = 0;
            },
            register);
        _provider = collection.BuildServiceProvider();
    }

    internal DurableTaskClient Client => _provider.GetRequiredService<DurableTaskClient>();

    private IHostedService Engine => _provider.GetServices<IHostedService>().Single();

    /// <param name="replays">Whether every step replays its history; otherwise orchestrations stay in memory.</param>
    internal static async Task<DurableHost> StartAsync(
        Action<DurableTaskRegistry> register, Action<IServiceCollection>? services = null, bool replays = false)
    {
        var host = new DurableHost(register, services, replays);
        await host.Engine.StartAsync(CancellationToken.None);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync(new CancellationToken(canceled: true));
        await _provider.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
