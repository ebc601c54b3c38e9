namespace Shortloop.Engine.Broker;

/// <summary>A message as it was sent.</summary>
/// <param name="Properties">Broker properties that are kept for the receiver and mean nothing to the broker, as JSON.</param>
internal sealed record IncomingMessage(
    string MessageId, byte[] Body, string? ContentType, string Properties, DateTimeOffset? ScheduledAt, TimeSpan? TimeToLive);

/// <summary>A message as it is delivered. <see cref="LockToken"/> is null when receiving it also removed it.</summary>
internal sealed record DeliveredMessage(
    long Sequence,
    string MessageId,
    byte[] Body,
    string? ContentType,
    string Properties,
    DateTimeOffset EnqueuedAt,
    int DeliveryCount,
    string? DeadReason,
    string? LockToken,
    DateTimeOffset LockedUntil);
