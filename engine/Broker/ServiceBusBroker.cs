using Microsoft.Extensions.Logging;
using Shortloop.Sqlite;

namespace Shortloop.Engine.Broker;

/// <summary>
/// Queues with peek-lock on SQLite. The protocol is in <see cref="BrokerEndpoints"/>; this is what happens behind it, and what
/// the process it lives in may ask. A message is on disk before its sender hears so.
/// </summary>
public sealed partial class ServiceBusBroker : IDisposable
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromHours(1);

    private readonly MessageStore store;
    private readonly TimeProvider clock;
    private readonly Dictionary<string, BrokerQueue> queues;
    private readonly Dictionary<string, Bell> bells;

    /// <exception cref="SqliteFileException">The file can't be used; it is as it was. Any other call throws it, too, when the file can't be used any more.</exception>
    public ServiceBusBroker(ServiceBusBrokerOptions options, TimeProvider clock, ILogger<ServiceBusBroker>? logger = null)
    {
        this.clock = clock;
        queues = options.Queues.ToDictionary(queue => queue.Name, StringComparer.OrdinalIgnoreCase);
        bells = options.Queues
            .SelectMany(queue => new[] { new QueueName(queue.Name, false), new QueueName(queue.Name, true) })
            .ToDictionary(name => name.Key, _ => new Bell());
        store = new MessageStore(new MessageFile(options.Path, options.BusyTimeout, copy => logger?.OldFileCopied(options.Path, copy)));
    }

    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public QueueStatistics GetStatistics(string queue)
    {
        var found = Declared(queue);
        Bury(found);
        return store.Count(new QueueName(found.Name, false), Now());
    }

    /// <summary>
    /// Ends when a receiver would probably find something: at once if there is a message, otherwise when one arrives, is due,
    /// or is freed by its lock. Somebody else may be faster.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public async Task WaitForMessagesAsync(string queue, CancellationToken cancellation)
    {
        var found = Declared(queue);
        var name = new QueueName(found.Name, false);
        while (true)
        {
            var ring = bells[name.Key].Next;
            if (GetStatistics(queue).Active > 0)
                return;
            await SleepAsync(name, ring, DateTimeOffset.MaxValue, cancellation);
        }
    }

    public void Dispose() => store.Dispose();

    internal BrokerQueue? Find(string queue) => queues.GetValueOrDefault(queue);

    internal void Send(BrokerQueue queue, IReadOnlyList<IncomingMessage> messages)
    {
        var name = new QueueName(queue.Name, false);
        store.Add(name, messages, queue.DefaultTimeToLive, Now());
        bells[name.Key].Ring();
    }

    /// <param name="remove">Receive and delete instead of peek-lock.</param>
    /// <returns>Null: nothing came within <paramref name="wait"/>.</returns>
    internal async Task<DeliveredMessage?> ReceiveAsync(
        BrokerQueue queue, bool deadLetters, bool remove, TimeSpan wait, CancellationToken cancellation)
    {
        var name = new QueueName(queue.Name, deadLetters);
        var end = clock.GetUtcNow() + wait;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var ring = bells[name.Key].Next;
            Bury(queue);
            if (store.Take(name, remove ? null : queue.LockDuration, Now()) is { } message)
                return message;
            if (clock.GetUtcNow() >= end)
                return null;
            await SleepAsync(name, ring, end, cancellation);
        }
    }

    internal bool Complete(BrokerQueue queue, bool deadLetters, string message, string token) =>
        store.Complete(new QueueName(queue.Name, deadLetters), message, token, Now());

    internal bool Abandon(BrokerQueue queue, bool deadLetters, string message, string token)
    {
        var name = new QueueName(queue.Name, deadLetters);
        if (!store.Abandon(name, message, token, Now()))
            return false;
        bells[name.Key].Ring();
        Bury(queue);
        return true;
    }

    internal bool Renew(BrokerQueue queue, bool deadLetters, string message, string token) =>
        store.Renew(new QueueName(queue.Name, deadLetters), message, token, queue.LockDuration, Now());

    private void Bury(BrokerQueue queue)
    {
        if (store.Bury(queue, Now()) > 0)
            bells[new QueueName(queue.Name, true).Key].Ring();
    }

    /// <summary>Until the bell, the next message that comes into sight by itself, or <paramref name="end"/>.</summary>
    private async Task SleepAsync(QueueName name, Task ring, DateTimeOffset end, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var wake = store.NextAvailable(name) is { } next ? DateTimeOffset.FromUnixTimeMilliseconds(next) : DateTimeOffset.MaxValue;
        var nap = (wake < end ? wake : end) - now;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // At least a millisecond: the store counts in whole ones, the clock does not.
        var alarm = Task.Delay(Math.Clamp(nap.TotalMilliseconds, 1, LongestNap.TotalMilliseconds) is var ms ? TimeSpan.FromMilliseconds(ms) : default, clock, awake.Token);
        await Task.WhenAny(ring, alarm);
        await awake.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private BrokerQueue Declared(string queue) => Find(queue) ?? throw new ArgumentException($"There is no queue '{queue}'.", nameof(queue));

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
