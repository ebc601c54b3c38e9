using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shortloop.Engine;

namespace Shortloop.Bench.Engine;

/// <summary>An engine on a file, as a host has it, and nothing else.</summary>
internal sealed class EngineRig : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private EngineRig(ServiceProvider services) => _services = services;

    public DurableTaskClient Client => _services.GetRequiredService<DurableTaskClient>();

    public static async Task<EngineRig> OpenAsync(string file, SynchronousMode mode, Action<DurableTaskRegistry> register)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        services.AddDurableEngine(options => (options.DatabasePath, options.Synchronous) = (file, mode), register);
        var rig = new EngineRig(services.BuildServiceProvider());
        foreach (var hosted in rig._services.GetServices<IHostedService>()) await hosted.StartAsync(CancellationToken.None);
        return rig;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>()) await hosted.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
