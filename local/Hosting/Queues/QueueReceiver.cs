using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Hosting.Queues;

/// <summary>One of the receivers of a queue: one message at a time, under its lock.</summary>
internal sealed class QueueReceiver(
    FunctionEntry entry, string queue, IQueue queues, FunctionRunner runner, TimeSpan maxLockRenewal, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(30);

    private readonly Backoff _backoff = new();

    /// <param name="stopping">No message is taken after it.</param>
    /// <param name="over">A function that still runs is asked to end.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken over)
    {
        while (!stopping.IsCancellationRequested)
        {
            var message = await ReceiveAsync(stopping);
            if (message is not null) await HandleAsync(message, over);
        }
    }

    private async Task<LockedMessage?> ReceiveAsync(CancellationToken stopping)
    {
        try
        {
            var message = await queues.ReceiveAsync(queue, LongPoll, stopping);
            _backoff.Reset();
            return message;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception unreachable)
        {
            // A broker that restarts must not end the host.
            var delay = _backoff.Next();
            logger.QueueUnreachable(unreachable, queue, delay);
            await Task.Delay(delay, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }
    }

    private async Task HandleAsync(LockedMessage message, CancellationToken over)
    {
        await using var held = new HeldLock(queues, queue, message, maxLockRenewal, time, over);
        try
        {
            await runner.RunAsync(new Invocation.Invocation(entry, message.Body) { Data = Data(message) }, held.Cancellation);
            await held.StopRenewingAsync();
            if (!await queues.CompleteAsync(queue, message, CancellationToken.None)) logger.LockLost(message.Id, queue);
        }
        catch (Exception failure)
        {
            logger.MessageFailed(failure, entry.Name, message.Id, queue, message.DeliveryCount);
            await held.StopRenewingAsync();
            await AbandonAsync(message);
        }
    }

    private async Task AbandonAsync(LockedMessage message)
    {
        try
        {
            if (!await queues.AbandonAsync(queue, message, CancellationToken.None)) logger.LockLost(message.Id, queue);
        }
        catch (Exception unreachable)
        {
            // The lock runs out by itself, and then the message comes again.
            logger.QueueUnreachable(unreachable, queue, TimeSpan.Zero);
        }
    }

    private static Dictionary<string, object?> Data(LockedMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["messageId"] = message.Id,
        ["deliveryCount"] = message.DeliveryCount,
    };
}
