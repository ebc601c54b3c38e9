using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Hosting.Timers;

/// <summary>Starts every timer's loop once the app listens and no other host runs them, and waits for running ones at the end.</summary>
internal sealed class TimerService(
    FunctionCatalog catalog,
    FunctionRunner runner,
    TimerMemory memory,
    FunctionsHostOptions options,
    Draining draining,
    IConfiguration configuration,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<TimerService> logger) : BackgroundService
{
    private readonly TimerLock _lock = new(options, time);

    public IReadOnlyList<TimerLoop> Timers { get; } = [.. catalog.With<TimerTrigger>().Select(timer => new TimerLoop(
        timer.Entry, timer.Trigger, TimerSchedule.Parse(timer.Entry, timer.Trigger.Schedule, configuration), memory, runner, time, logger))];

    public override void Dispose()
    {
        foreach (var timer in Timers) timer.Dispose();
        _lock.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Started.WaitAsync(lifetime, stoppingToken);
        if (Timers.Count == 0 || !await _lock.TakeAsync(stoppingToken)) return;
        await Task.WhenAll(Timers.Select(timer => timer.RunAsync(stoppingToken, draining.Over)));

        // Once the last run is over, another host may go on.
        _lock.Dispose();
    }
}
