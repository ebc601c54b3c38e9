namespace Shortloop.Engine.Worker;

/// <summary>The times at which instances become ready, and the one clock timer that watches the nearest.</summary>
internal sealed class DueTimes : IDisposable
{
    // A clock that is set forward, or a machine that slept, is noticed after this long.
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(30);

    private readonly PriorityQueue<long, long> _queue = new();
    private readonly TimeProvider _clock;
    private readonly Action<long, long> _due;
    private readonly ITimer _timer;
    private bool _stopped;

    /// <param name="due">Told the instance and the time that has come.</param>
    internal DueTimes(TimeProvider clock, Action<long, long> due)
    {
        (_clock, _due) = (clock, due);
        _timer = clock.CreateTimer(_ => Check(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal void Add(long key, long dueAt)
    {
        lock (_queue)
        {
            _queue.Enqueue(key, dueAt);
            _queue.TryPeek(out _, out var nearest);
            if (nearest != dueAt) return;
        }
        Check();
    }

    public void Dispose()
    {
        lock (_queue) _stopped = true;
        _timer.Dispose();
    }

    private void Check()
    {
        List<(long Key, long DueAt)> come = [];
        lock (_queue)
        {
            if (_stopped) return;
            var now = _clock.GetUtcNow().UtcTicks;
            while (_queue.TryPeek(out var key, out var dueAt) && dueAt <= now)
            {
                _queue.Dequeue();
                come.Add((key, dueAt));
            }
            _timer.Change(NapUntilNearest(now), Timeout.InfiniteTimeSpan);
        }
        foreach (var (key, dueAt) in come) _due(key, dueAt);
    }

    private TimeSpan NapUntilNearest(long now)
    {
        if (!_queue.TryPeek(out _, out var nearest)) return Timeout.InfiniteTimeSpan;
        // Timers count in milliseconds; waking a little late beats waking early and having to sleep again.
        var nap = TimeSpan.FromMilliseconds(Math.Ceiling(TimeSpan.FromTicks(nearest - now).TotalMilliseconds));
        return nap < LongestNap ? nap : LongestNap;
    }
}
