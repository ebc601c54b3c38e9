using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Hosting.Timers;

/// <summary>One timer. It runs in a single loop, so runs never overlap: what falls due during a run is skipped.</summary>
internal sealed class TimerLoop(
    FunctionEntry entry,
    TimerTrigger trigger,
    TimerSchedule schedule,
    TimerMemory memory,
    FunctionRunner runner,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Waits are cut to this, so that a machine that slept finds out soon after it woke.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <param name="stopping">No run starts after it.</param>
    /// <param name="over">What still runs is asked to end.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken over)
    {
        var start = time.GetUtcNow();
        var remembered = trigger.UseMonitor ? memory.Read(entry.Name) : null;
        var status = remembered ?? StatusAt(default, start);

        // The plan may have been changed since: then a later next time than today's plan has is no promise any more.
        var next = Min(Utc(status.Next), schedule.After(start));
        bool missed = remembered is not null && next <= start;
        if (remembered is null) Remember(status);
        if (missed || trigger.RunOnStartup) next = await RunOnceAsync(missed ? next : start, missed, status, over);

        while (await WaitUntilAsync(next, stopping))
        {
            status = StatusAt(status.Last, next);
            next = await RunOnceAsync(next, false, status, over);
        }
    }

    private async Task<DateTimeOffset> RunOnceAsync(DateTimeOffset due, bool pastDue, ScheduleStatus status, CancellationToken over)
    {
        await InvokeAsync(new TimerInfo { IsPastDue = pastDue, ScheduleStatus = trigger.UseMonitor ? status : null }, over);
        var after = StatusAt(due.UtcDateTime, time.GetUtcNow());
        status.Last = after.Last;
        Remember(after);
        return Utc(after.Next);
    }

    private async Task InvokeAsync(TimerInfo timer, CancellationToken over)
    {
        try
        {
            await runner.RunAsync(new Invocation.Invocation(entry, timer), over);
        }
        catch (Exception failure) when (!over.IsCancellationRequested)
        {
            // The schedule goes on whatever happens to one run, as in the official host.
            logger.TimerFailed(failure, entry.Name);
        }
    }

    private async Task<bool> WaitUntilAsync(DateTimeOffset due, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var left = due - time.GetUtcNow();
            if (left <= TimeSpan.Zero) return true;
            await Task.Delay(left < LongestWait ? left : LongestWait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    private ScheduleStatus StatusAt(DateTime last, DateTimeOffset now) =>
        new() { Last = last, Next = schedule.After(now).UtcDateTime, LastUpdated = now.UtcDateTime };

    private void Remember(ScheduleStatus status)
    {
        if (trigger.UseMonitor) memory.Write(entry.Name, status);
    }

    private static DateTimeOffset Utc(DateTime value) => new(DateTime.SpecifyKind(value, DateTimeKind.Utc));

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
