namespace Shortloop.Media.Tests.Rig;

/// <summary>Time that moves only when a test says so, and says when somebody waits for it.</summary>
internal sealed class StepClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Set)> awaited = [];
    private DateTimeOffset now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Completes as soon as something waits for exactly <paramref name="due"/> from now.</summary>
    public Task TimerAsync(TimeSpan due)
    {
        lock (gate)
        {
            if (alarms.Any(alarm => alarm.DueAt == now + due)) return Task.CompletedTask;
            var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((due, set));
            return set.Task;
        }
    }

    public void Advance(TimeSpan by)
    {
        Alarm[] due;
        lock (gate)
        {
            now += by;
            due = [.. alarms.Where(alarm => alarm.DueAt <= now)];
            alarms.RemoveAll(due.Contains);
        }

        foreach (var alarm in due) alarm.Fire();
    }

    private void Set(Alarm alarm, TimeSpan due)
    {
        lock (gate)
        {
            alarms.Remove(alarm);
            if (due == Timeout.InfiniteTimeSpan) return;
            alarm.DueAt = now + due;
            alarms.Add(alarm);
            foreach (var (_, set) in awaited.Where(one => one.Due == due)) set.TrySetResult();
            awaited.RemoveAll(one => one.Due == due);
        }
    }

    private sealed class Alarm(StepClock clock, Action fire) : ITimer
    {
        public DateTimeOffset DueAt { get; set; }

        public Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
