using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Hosting.Timers;

/// <summary>Starts every timer's loop once the app listens, and waits for running ones at the end.</summary>
internal sealed class TimerService(
    FunctionCatalog catalog,
    FunctionRunner runner,
    TimerMemory memory,
    Draining draining,
    IConfiguration configuration,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<TimerService> logger) : BackgroundService
{
    private readonly List<TimerLoop> _loops = [.. catalog.With<TimerTrigger>().Select(timer => new TimerLoop(
        timer.Entry, timer.Trigger, TimerSchedule.Parse(timer.Entry, timer.Trigger.Schedule, configuration), memory, runner, time, logger))];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Started.WaitAsync(lifetime, stoppingToken);
        await Task.WhenAll(_loops.Select(loop => loop.RunAsync(stoppingToken, draining.Over)));
    }
}
