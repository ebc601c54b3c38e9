using System.Threading.Channels;

namespace Shortloop.Core.Operations;

/// <summary>
/// One organisation's events for all who listen to them in this process: one reader of the store, however many listeners, while there are any. Only
/// a cache: what it tells is in the store, and whoever falls out of it resumes from there.
/// </summary>
internal sealed class EventFeed(string orgId, EventLog log, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    /// <summary>When nothing has happened for a while; what this process writes itself is seen at once all the same.</summary>
    private static readonly TimeSpan IdlePause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly HashSet<Channel<FedEvent>> _listeners = [];
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // More than one order to look is one order to look.
    private readonly Channel<bool> _orders = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _head;
    private bool _over;

    public void Wake() => _orders.Writer.TryWrite(true);

    /// <returns>A channel, and the number after which its events begin; null: this feed has ended, take a new one.</returns>
    public async Task<(Channel<FedEvent> Channel, long After)?> TryJoinAsync(CancellationToken cancellation)
    {
        await _began.Task.WaitAsync(cancellation);
        lock (_lock)
        {
            if (_over)
                return null;
            var channel = Channel.CreateBounded<FedEvent>(new BoundedChannelOptions(EventFeeds.MaxBehind) { SingleReader = true });
            _listeners.Add(channel);
            return (channel, _head);
        }
    }

    public void Leave(Channel<FedEvent> channel)
    {
        lock (_lock)
            _listeners.Remove(channel);
    }

    /// <summary>Reads until nobody has listened for the length of a pause.</summary>
    public async Task RunAsync()
    {
        try
        {
            _head = await log.LastAsync(orgId, CancellationToken.None);
            _began.SetResult();
            DateTimeOffset busy = clock.GetUtcNow();
            do
            {
                await PauseAsync(clock.GetUtcNow() - busy < Idle ? Pause : IdlePause);
                if (await AdvanceAsync())
                    busy = clock.GetUtcNow();
            }
            while (!IsLeft());
        }
        catch (Exception error)
        {
            // Whoever waits for it to begin gets the error; listeners are told by the end of their channel, and resume with a new feed.
            _began.TrySetException(error);
        }
        finally
        {
            lock (_lock)
            {
                _over = true;
                foreach (Channel<FedEvent> listener in _listeners)
                    listener.Writer.TryComplete();
            }
        }
    }

    private bool IsLeft()
    {
        lock (_lock)
            return _over = _listeners.Count == 0;
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        using var waiting = new CancellationTokenSource();
        await Task.WhenAny(Task.Delay(pause, clock, waiting.Token), _orders.Reader.WaitToReadAsync(waiting.Token).AsTask());
        await waiting.CancelAsync();
        _orders.Reader.TryRead(out _);
    }

    /// <returns>Whether there was something new.</returns>
    private async Task<bool> AdvanceAsync()
    {
        try
        {
            long last = await log.LastAsync(orgId, CancellationToken.None);
            if (last == _head)
                return false;
            // Fewer than before: an operator has put an older store back.
            bool all = last > _head && last - _head <= EventLog.MaxMissed;
            Tell(last, all ? await log.ReadAsync(orgId, _head, last, CancellationToken.None) : null);
            return true;
        }
        catch (TransientException)
        {
            // The store is busy. Nothing was passed over: the next look begins at the same place.
            return false;
        }
    }

    private void Tell(long last, IReadOnlyList<StreamEvent>? fresh)
    {
        FedEvent[] told = fresh is null ? [FedEvent.Missing(last)] : [.. fresh.Select(entry => new FedEvent(entry.Number(), entry))];
        lock (_lock)
        {
            foreach (Channel<FedEvent> listener in _listeners.Where(listener => !told.All(listener.Writer.TryWrite)).ToArray())
            {
                _listeners.Remove(listener);
                listener.Writer.TryComplete();
            }

            // With the events: who joins gets either these or a number that they lie before.
            _head = last;
        }
    }
}
