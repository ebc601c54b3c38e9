using Shortloop.Core.Ports;

namespace Shortloop.Media.Tests.Rig;

/// <summary>A queue with one message, that remembers what became of it.</summary>
internal sealed class OneMessageQueue(string? body, int delivery = 1) : IQueue
{
    public string? Settled { get; private set; }

    public Func<bool> Renewing { get; init; } = () => true;

    public int Renewals { get; private set; }

    public Task<LockedMessage?> ReceiveAsync(string queue, TimeSpan wait, CancellationToken cancellation)
    {
        Assert.Equal(Queues.Render, queue);
        return Task.FromResult(body is null ? null : new LockedMessage("m1", body, "lock", DateTimeOffset.UtcNow.AddMinutes(1), delivery));
    }

    public Task<bool> CompleteAsync(string queue, LockedMessage message, CancellationToken cancellation) => Settle("completed");

    public Task<bool> AbandonAsync(string queue, LockedMessage message, CancellationToken cancellation) => Settle("abandoned");

    public Task<bool> RenewAsync(string queue, LockedMessage message, CancellationToken cancellation)
    {
        Renewals++;
        return Task.FromResult(Renewing());
    }

    public Task SendAsync(string queue, QueueMessage message, CancellationToken cancellation) => throw new NotSupportedException();

    private Task<bool> Settle(string how)
    {
        Assert.Null(Settled);
        Settled = how;
        return Task.FromResult(true);
    }
}
