namespace Shortloop.Engine.Broker;

/// <summary>A message that was set aside, for a person to look at.</summary>
/// <param name="Sequence">Its number within the broker, never used again.</param>
/// <param name="Reason">Why it was set aside, such as MaxDeliveryCountExceeded.</param>
/// <param name="Deliveries">How often it was delivered.</param>
/// <param name="IsLocked">A receiver of the dead-letter queue has it right now.</param>
public sealed record DeadLetter(
    long Sequence, string MessageId, string? Reason, int Deliveries, DateTimeOffset EnqueuedAt, ReadOnlyMemory<byte> Body, bool IsLocked);
