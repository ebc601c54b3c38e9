using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Shortloop.Durable.Tests;

/// <summary>The official worker and client on the official in-memory engine, all in this process.</summary>
internal sealed partial class DurableHost
{
    private readonly ILoggerFactory _loggers;
    private DurableTaskTestHost _host = null!;

    private DurableHost() => _loggers = LoggerFactory.Create(logging => logging.AddProvider(Logs));

    internal DurableTaskClient Client => _host.Client;

    /// <param name="replays">Every step replays here in any case.</param>
    internal static async Task<DurableHost> StartAsync(
        Action<DurableTaskRegistry> register, Action<IServiceCollection>? services = null, bool replays = false)
    {
        var host = new DurableHost();
        for (var left = 5; ; left--)
        {
            try
            {
                host._host = await DurableTaskTestHost.StartAsync(
                    register, new DurableTaskTestHostOptions { ConfigureServices = services, LoggerFactory = host._loggers });
                return host;
            }
            catch (IOException) when (left > 1)
            {
                // It draws a port, which another one may have.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _loggers.Dispose();
    }
}
