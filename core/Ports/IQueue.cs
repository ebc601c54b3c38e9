namespace Shortloop.Core.Ports;

public static class Queues
{
    /// <summary>One message = one render job.</summary>
    public const string Render = "render";

    /// <summary>Scheduled messages that wake the due index at the right second.</summary>
    public const string Due = "due";

    public static readonly IReadOnlyList<string> All = [Render, Due];

    /// <summary>Where the service sets aside what was delivered too often; it is received from like any queue, and nothing can be sent to it.</summary>
    public static string DeadLettersOf(string queue) => $"{queue}/$DeadLetterQueue";
}

/// <param name="Id">The sender's id of the message; consumers use it to be idempotent.</param>
/// <param name="Body">UTF-8 JSON, at most 256 KB.</param>
/// <param name="NotBefore">Invisible until then; null: at once.</param>
public sealed record QueueMessage(string Id, string Body, DateTimeOffset? NotBefore = null);

/// <param name="LockToken">Proof of the lock for complete, abandon and renew.</param>
/// <param name="DeliveryCount">1 on the first delivery.</param>
/// <param name="EnqueuedAt">When it was sent; null: the service didn't say.</param>
/// <param name="DeadLetterReason">Of a dead letter: why it was set aside.</param>
/// <param name="Trace">The span that it was sent in (W3C trace context); null: nobody recorded one.</param>
public sealed record LockedMessage(
    string Id, string Body, string LockToken, DateTimeOffset LockedUntil, int DeliveryCount, DateTimeOffset? EnqueuedAt = null, string? DeadLetterReason = null,
    string? Trace = null);

/// <summary>
/// A queue with peek-lock, as Service Bus' REST protocol offers it: at-least-once, dead-lettering only by delivery count or expiry.
/// Not reachable, throttled or 5xx: <see cref="TransientException"/> <c>queue_unavailable</c>. Refused credentials or an unknown queue:
/// <see cref="PermanentException"/> <c>queue_refused</c> / <c>queue_unknown</c>.
/// </summary>
public interface IQueue
{
    Task SendAsync(string queue, QueueMessage message, CancellationToken cancellation);

    /// <param name="wait">Long poll, at most 60 s.</param>
    /// <returns>Null: nothing came within <paramref name="wait"/>.</returns>
    Task<LockedMessage?> ReceiveAsync(string queue, TimeSpan wait, CancellationToken cancellation);

    /// <returns>False: the lock was lost; the message will be (or was) delivered again.</returns>
    Task<bool> CompleteAsync(string queue, LockedMessage message, CancellationToken cancellation);

    /// <returns>False: the lock was lost.</returns>
    Task<bool> AbandonAsync(string queue, LockedMessage message, CancellationToken cancellation);

    /// <returns>False: the lock was lost.</returns>
    Task<bool> RenewAsync(string queue, LockedMessage message, CancellationToken cancellation);
}
