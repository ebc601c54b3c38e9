using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Shortloop.Core.Operations;

/// <summary>Listening to an organisation's events, from where a client was. Many listeners cost the store as much as one.</summary>
public sealed class EventFeeds
{
    /// <summary>Events. A listener that is further behind is let go, so that it holds up nobody; it will resume.</summary>
    public const int MaxBehind = 200;

    private readonly ConcurrentDictionary<string, EventFeed> _feeds = new();
    private readonly EventLog _log;
    private readonly TimeProvider _clock;

    public EventFeeds(EventLog log, TimeProvider clock)
    {
        (_log, _clock) = (log, clock);
        log.Appended += orgId =>
        {
            if (_feeds.TryGetValue(orgId, out EventFeed? feed))
                feed.Wake();
        };
    }

    /// <param name="lastId">Of the last event that the client has; null: from now on. One that is too old, or that was never given out, is a gap.</param>
    public async Task<EventListener> ListenAsync(string orgId, string userId, string? lastId, CancellationToken cancellation)
    {
        // Joined before the past is read, so that nothing falls between the two.
        (EventFeed feed, Channel<FedEvent> channel, long head) = await JoinAsync(orgId, cancellation);
        try
        {
            return new EventListener(feed, channel, userId, await PastAsync(orgId, lastId, head, cancellation));
        }
        catch
        {
            feed.Leave(channel);
            throw;
        }
    }

    private async Task<IReadOnlyList<FedEvent>> PastAsync(string orgId, string? lastId, long head, CancellationToken cancellation)
    {
        if (lastId is null)
            return [new FedEvent(head, null)];
        if (EventLog.Read(lastId) is not { } after || after > head || head - after > EventLog.MaxMissed
            || await _log.ReadAsync(orgId, after, head, cancellation) is not { } missed)
            return [FedEvent.Missing(head)];
        return [new FedEvent(after, null), .. missed.Select(entry => new FedEvent(entry.Number(), entry))];
    }

    private async Task<(EventFeed Feed, Channel<FedEvent> Channel, long Head)> JoinAsync(string orgId, CancellationToken cancellation)
    {
        while (true)
        {
            EventFeed feed = _feeds.GetOrAdd(orgId, Begin);
            if (await feed.TryJoinAsync(cancellation) is { } joined)
                return (feed, joined.Channel, joined.After);
            // It ended in between, and may not have been taken out yet.
            _feeds.TryRemove(KeyValuePair.Create(orgId, feed));
        }
    }

    private EventFeed Begin(string orgId)
    {
        var feed = new EventFeed(orgId, _log, _clock);
        _ = Task.Run(async () =>
        {
            await feed.RunAsync();
            _feeds.TryRemove(KeyValuePair.Create(orgId, feed));
        });
        return feed;
    }
}
