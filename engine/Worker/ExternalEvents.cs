using Microsoft.DurableTask;
using Shortloop.Engine.History;

namespace Shortloop.Engine.Worker;

/// <summary>
/// Brings events and waits together by name, without regard to case. Of several waits the newest is served first, as the official
/// worker does it, so that a wait abandoned in a loop takes nothing; of several events the oldest is handed out first.
/// A cancelled wait takes nothing either.
/// </summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, List<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<EventRaised> _buffer = [];

    internal bool AnyWaiting => _waiters.Values.Any(list => list.Count > 0);

    /// <summary>Events nobody has waited for, oldest first.</summary>
    internal IReadOnlyList<EventRaised> Unprocessed => [.. _buffer];

    internal void Raise(EventRaised raised)
    {
        if (!_waiters.TryGetValue(raised.Name, out var list) || list.Count == 0)
        {
            _buffer.AddLast(raised);
            return;
        }
        var newest = list[^1];
        list.RemoveAt(list.Count - 1);
        newest.Complete(raised.Payload);
    }

    /// <exception cref="ArgumentException">An open wait for the name wants another type: which of the two an event is for could not be told.</exception>
    internal Task<T> Wait<T>(string name, CancellationToken cancellation)
    {
        if (_waiters.TryGetValue(name, out var open) && open is [.., var newest] && newest.Type != typeof(T))
            throw new ArgumentException($"Event '{name}' is already waited for as {newest.Type}, so it can't be waited for as {typeof(T)}.", nameof(name));
        var source = new TaskCompletionSource<T>();
        if (cancellation.IsCancellationRequested)
        {
            source.SetCanceled(cancellation);
        }
        else if (TakeBuffered(name) is { } buffered)
        {
            Complete(source, buffered.Payload);
        }
        else
        {
            Enlist(name, source, cancellation);
        }
        return source.Task;
    }

    private EventRaised? TakeBuffered(string name)
    {
        for (var node = _buffer.First; node is not null; node = node.Next)
        {
            if (!string.Equals(node.Value.Name, name, StringComparison.OrdinalIgnoreCase)) continue;
            _buffer.Remove(node);
            return node.Value;
        }
        return null;
    }

    private void Enlist<T>(string name, TaskCompletionSource<T> source, CancellationToken cancellation)
    {
        if (!_waiters.TryGetValue(name, out var list)) _waiters[name] = list = [];
        var waiter = new Waiter(typeof(T), payload => Complete(source, payload));
        list.Add(waiter);
        cancellation.Register(() =>
        {
            list.Remove(waiter);
            source.TrySetCanceled(cancellation);
        });
    }

    private void Complete<T>(TaskCompletionSource<T> source, string? payload)
    {
        T? value;
        try
        {
            value = converter.Deserialize<T>(payload);
        }
        catch (Exception error)
        {
            // A payload of another shape is the sender's fault; the orchestrator may catch it and wait again.
            source.TrySetException(error);
            return;
        }
        source.TrySetResult(value!);
    }

    private sealed record Waiter(Type Type, Action<string?> Complete);
}
