using System.Threading.Channels;

namespace Shortloop.Core.Operations;

/// <param name="Number">What a listener who has this has seen all up to.</param>
/// <param name="Event">Null: nothing for this listener, but its place has moved on.</param>
/// <param name="IsGap">Events before this number are missing: read everything anew.</param>
public readonly record struct FedEvent(long Number, StreamEvent? Event, bool IsGap = false)
{
    /// <summary>As a client sends it back to resume.</summary>
    public string Id => EventLog.Format(Number);

    internal static FedEvent Missing(long number) => new(number, null, IsGap: true);
}

/// <summary>
/// First where the listener is, then every event after it that is for this user, in order, each once. It ends by itself when it is too slow or the
/// store fails: resume with the last number.
/// </summary>
public sealed class EventListener : IDisposable
{
    private readonly EventFeed _feed;
    private readonly Channel<FedEvent> _channel;
    private readonly string _userId;
    private readonly Queue<FedEvent> _past;

    internal EventListener(EventFeed feed, Channel<FedEvent> channel, string userId, IEnumerable<FedEvent> past) =>
        (_feed, _channel, _userId, _past) = (feed, channel, userId, new Queue<FedEvent>(past));

    /// <returns>False: it has ended.</returns>
    public ValueTask<bool> WaitAsync(CancellationToken cancellation) =>
        _past.Count > 0 ? ValueTask.FromResult(true) : _channel.Reader.WaitToReadAsync(cancellation);

    public bool TryRead(out FedEvent told)
    {
        if (!_past.TryDequeue(out told) && !_channel.Reader.TryRead(out told))
            return false;
        // What is for somebody else only moves the place on.
        if (told.Event?.IsFor(_userId) == false)
            told = told with { Event = null };
        return true;
    }

    public void Dispose() => _feed.Leave(_channel);
}
