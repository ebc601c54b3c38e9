namespace Shortloop.Engine.Worker;

/// <summary>Counts the work in hand, so that a test (or an operator) can wait for the engine to have nothing left to do.</summary>
internal sealed class WorkCounter
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _idle = Done();
    private int _count;

    internal void Begin()
    {
        lock (_lock)
        {
            if (_count++ == 0) _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    internal void End()
    {
        lock (_lock)
        {
            if (--_count == 0) _idle.SetResult();
        }
    }

    internal Task WhenIdle()
    {
        lock (_lock) return _idle.Task;
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
