namespace Shortloop.Engine.Broker;

/// <summary>Wakes whoever waits for messages of one queue. Take <see cref="Next"/> before looking, or a ring in between is missed.</summary>
internal sealed class Bell
{
    private volatile TaskCompletionSource next = New();

    public Task Next => next.Task;

    public void Ring() => Interlocked.Exchange(ref next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
