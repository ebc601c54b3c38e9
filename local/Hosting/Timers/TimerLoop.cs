using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Hosting.Timers;

/// <summary>One timer. Its runs never overlap: what falls due during one is made good by a single run right after it.</summary>
internal sealed class TimerLoop(
    FunctionEntry entry,
    TimerTrigger trigger,
    TimerSchedule schedule,
    TimerMemory memory,
    FunctionRunner runner,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    /// <summary>Waits are cut to this, so that a machine that slept, or whose clock was put, finds out soon after.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly bool _stored = trigger.UseMonitor && !schedule.IsBelowAMinute(time.GetUtcNow());
    private ScheduleStatus? _status;
    private string? _failure;

    public FunctionEntry Entry => entry;

    public string Schedule => schedule.Expression;

    public TimerState State => new(
        _status is { } status && status.Last != default ? TimerPlan.Utc(status.Last) : null,
        _status is { } planned ? TimerPlan.Utc(planned.Next) : null,
        _turn.CurrentCount == 0,
        _failure);

    /// <param name="stopping">No run starts after it.</param>
    /// <param name="over">What still runs is asked to end.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken over)
    {
        var start = time.GetUtcNow();
        var stored = _stored ? memory.Read(entry.Name) : null;
        Keep(stored is null ? TimerPlan.First(schedule, start) : TimerPlan.Checked(stored, schedule, start));

        bool missed = start > TimerPlan.Utc(_status!.Next);
        if (missed || trigger.RunOnStartup) await RunOnceAsync(missed, start, over);

        while (await WaitUntilAsync(TimerPlan.Utc(_status.Next), stopping))
        {
            // A clock that was put back meanwhile must not make the same time come again.
            var due = TimerPlan.Utc(_status.Next);
            await RunOnceAsync(false, time.GetUtcNow() is var now && now > due ? now : due, over);
        }
    }

    /// <summary>Runs it beside its schedule, which stays as it is.</summary>
    /// <returns>False: it is running already.</returns>
    public async Task<bool> RunNowAsync(CancellationToken over)
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero, CancellationToken.None)) return false;
        try
        {
            await InvokeAsync(false, over);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task RunOnceAsync(bool pastDue, DateTimeOffset at, CancellationToken over)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            await InvokeAsync(pastDue, over);
            Keep(TimerPlan.Ran(schedule, at));
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task InvokeAsync(bool pastDue, CancellationToken over)
    {
        try
        {
            var timer = new TimerInfo { IsPastDue = pastDue, ScheduleStatus = _stored ? Copy(_status) : null };
            await Retries.RunAsync(runner, entry, timer, trigger.Retry, time, logger, over);
            _failure = null;
        }
        catch (Exception failure) when (!over.IsCancellationRequested)
        {
            // The schedule goes on whatever happens to one run, as in the official host.
            _failure = failure.GetType().Name;
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

    private void Keep(ScheduleStatus status)
    {
        if (_stored) memory.Write(entry.Name, status);
        _status = status;
    }

    private static ScheduleStatus? Copy(ScheduleStatus? status) =>
        status is null ? null : new() { Last = status.Last, Next = status.Next, LastUpdated = status.LastUpdated };
}
