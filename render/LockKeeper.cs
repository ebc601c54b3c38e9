using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Render;

/// <summary>Renews the message's lock as long as the work goes on. When the lock is lost, somebody else has the message, so the work is stopped.</summary>
internal sealed class LockKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource lost;
    private readonly CancellationTokenSource stop = new();
    private readonly ILogger logger;
    private readonly Task loop;

    public LockKeeper(IQueue queue, LockedMessage message, TimeProvider clock, ILogger logger, CancellationToken cancellation)
    {
        this.logger = logger;
        lost = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        loop = RenewAsync(queue, message, clock);
    }

    /// <summary>Cancelled when the lock is lost or the process is to end.</summary>
    public CancellationToken Token => lost.Token;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        stop.Dispose();
        lost.Dispose();
    }

    private async Task RenewAsync(IQueue queue, LockedMessage message, TimeProvider clock)
    {
        // A third of the lock's life; the clocks of queue and job may differ, so it is bounded on both sides.
        var every = TimeSpan.FromTicks(Math.Clamp((message.LockedUntil - clock.GetUtcNow()).Ticks / 3, Shortest.Ticks, Longest.Ticks));
        try
        {
            while (true)
            {
                await Task.Delay(every, clock, stop.Token);
                if (await RenewedAsync(queue, message)) continue;
                await lost.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>
    /// A queue that cannot be reached for a moment has not taken the lock away; two more turns come before it ends. One that refuses will go on refusing.
    /// </summary>
    private async Task<bool> RenewedAsync(IQueue queue, LockedMessage message)
    {
        try
        {
            return await queue.RenewAsync(Queues.Render, message, stop.Token);
        }
        catch (TransientException)
        {
            return true;
        }
        catch (PermanentException error)
        {
            logger.LockRefused(message.Id, error.Message);
            return false;
        }
    }
}
