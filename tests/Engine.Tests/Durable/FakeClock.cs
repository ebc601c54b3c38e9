namespace Shortloop.Engine.Tests.Durable;

/// <summary>Time that moves only when a test says so. Timers fire on the thread that moves it.</summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How many timers are set and have not fired.</summary>
    internal int Waiting
    {
        get { lock (_lock) return _timers.Count(timer => timer.DueAt is not null); }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock) _timers.Add(timer);
        return timer;
    }

    /// <summary>Also backwards, as a clock that is set does.</summary>
    internal void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.DueAt <= _now)];
            due.ForEach(timer => timer.DueAt = null);
        }
        due.ForEach(timer => timer.Fire());
    }

    /// <summary>The clock is set, or the machine slept: the time is another, but timers count on as if nothing had been.</summary>
    internal void Set(TimeSpan by)
    {
        lock (_lock)
        {
            _now += by;
            _timers.ForEach(timer => timer.DueAt += by);
        }
    }

    private sealed class Timer(FakeClock clock, Action fire) : ITimer
    {
        internal DateTimeOffset? DueAt { get; set; }

        internal Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock) DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
