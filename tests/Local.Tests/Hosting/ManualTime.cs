using System.Threading.Channels;

namespace Shortloop.Local.Tests.Hosting;

/// <summary>A clock that only a test moves. A test awaits that somebody waits before it moves on, so nothing is timed.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Ends when somebody has set a timer that no test has awaited yet.</summary>
    public async Task<TimeSpan> NextWaitAsync() =>
        await _waits.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limits.Patience);

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.Due <= _now).OrderBy(timer => timer.Due)];
            _timers.RemoveAll(due.Contains);
        }

        foreach (var timer in due) timer.Fire();
    }

    /// <summary>What setting the clock back does: who waits goes on waiting as long as before.</summary>
    public void SetBack(TimeSpan by)
    {
        lock (_lock)
        {
            _now -= by;
            foreach (var timer in _timers) timer.Shift(-by);
        }
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public void Shift(TimeSpan by) => Due += by;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = time._now + dueTime;
                time._timers.Add(this);
            }

            time._waits.Writer.TryWrite(dueTime);
            return true;
        }

        public void Dispose()
        {
            lock (time._lock) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

internal static class Limits
{
    /// <summary>Only so that a broken test ends; no test passes or fails by it otherwise.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
}
