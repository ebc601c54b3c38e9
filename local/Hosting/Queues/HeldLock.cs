using Shortloop.Core.Ports;

namespace Shortloop.Local.Hosting.Queues;

/// <summary>Keeps a message's lock while its function runs; a lost lock cancels the function, because another may have the message now.</summary>
internal sealed class HeldLock : IAsyncDisposable
{
    /// <summary>What Service Bus gives by default, when its own answer can't be used.</summary>
    private static readonly TimeSpan DefaultLock = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _function;
    private readonly CancellationTokenSource _renewing = new();
    private readonly Task _renewal;

    /// <param name="limit">How long the lock is renewed at most.</param>
    public HeldLock(IQueue queues, string queue, LockedMessage message, TimeSpan limit, TimeProvider time, CancellationToken over)
    {
        _function = CancellationTokenSource.CreateLinkedTokenSource(over);
        var length = message.LockedUntil - time.GetUtcNow();
        _renewal = RenewAsync(queues, queue, message, length > TimeSpan.Zero ? length : DefaultLock, limit, time);
    }

    public CancellationToken Cancellation => _function.Token;

    public async Task StopRenewingAsync()
    {
        await _renewing.CancelAsync();
        await _renewal;
    }

    public async ValueTask DisposeAsync()
    {
        await StopRenewingAsync();
        _renewing.Dispose();
        _function.Dispose();
    }

    /// <summary>At half of its length, so that one failed try leaves time for another.</summary>
    private async Task RenewAsync(IQueue queues, string queue, LockedMessage message, TimeSpan length, TimeSpan limit, TimeProvider time)
    {
        var end = time.GetUtcNow() + limit;
        while (await WaitAsync(length / 2, time))
        {
            try
            {
                if (time.GetUtcNow() < end && await queues.RenewAsync(queue, message, _renewing.Token)) continue;
                await _function.CancelAsync();
                return;
            }
            catch (Exception) when (_renewing.IsCancellationRequested)
            {
                return;
            }
            catch (Core.TransientException)
            {
                // The next round tries again; whether the lock still holds shows when the message is completed.
            }
        }
    }

    private async Task<bool> WaitAsync(TimeSpan delay, TimeProvider time)
    {
        await Task.Delay(delay, time, _renewing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_renewing.IsCancellationRequested;
    }
}
