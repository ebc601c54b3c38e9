using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Hosting.Queues;

/// <summary>Starts the receivers of every queue that a function listens to.</summary>
internal sealed class QueueService(
    FunctionCatalog catalog,
    FunctionRunner runner,
    FunctionsHostOptions options,
    Draining draining,
    IServiceProvider services,
    IConfiguration configuration,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<QueueService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var receivers = catalog.With<QueueTrigger>().SelectMany(Receivers).ToList();
        await Started.WaitAsync(lifetime, stoppingToken);
        await Task.WhenAll(receivers.Select(receiver => receiver.RunAsync(stoppingToken, draining.Over)));
    }

    private IEnumerable<QueueReceiver> Receivers((FunctionEntry Entry, QueueTrigger Trigger) function)
    {
        string queue = Settings.Resolve(function.Entry, function.Trigger.Queue, configuration);
        var queues = services.GetRequiredService<IQueue>();
        return Enumerable.Range(0, options.ReceiversPerQueue)
            .Select(_ => new QueueReceiver(function.Entry, queue, queues, runner, options.MaxLockRenewal, time, logger));
    }
}
