namespace Shortloop.Engine.Worker;

/// <summary>
/// Keeps an orchestrator on one thread: what its awaits post is run here, in order, while the step lasts.
/// A post from anywhere else means that the orchestrator awaited something that is not its context's.
/// </summary>
internal sealed class OrchestratorQueue(Action foreignAwait) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = [];
    private int _thread;

    /// <summary>Whether a foreign task came back while the orchestrator was running.</summary>
    internal bool ForeignSeen { get; private set; }

    internal bool IsCurrentThread => Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId;

    internal void Run(Action action)
    {
        var before = Current;
        SetSynchronizationContext(this);
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        try
        {
            action();
            while (_posted.TryDequeue(out var next)) next.Callback(next.State);
        }
        finally
        {
            Volatile.Write(ref _thread, 0);
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrentThread)
        {
            _posted.Enqueue((d, state));
            return;
        }
        ForeignSeen = true;
        foreignAwait();
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Orchestrators do not run synchronous callbacks.");

    public override SynchronizationContext CreateCopy() => this;
}
