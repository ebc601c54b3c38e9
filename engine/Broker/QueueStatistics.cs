namespace Shortloop.Engine.Broker;

/// <param name="Active">Could be received now.</param>
/// <param name="Locked">With a receiver.</param>
/// <param name="Scheduled">Not due yet.</param>
/// <param name="DeadLettered">In the queue's dead-letter queue.</param>
public sealed record QueueStatistics(int Active, int Locked, int Scheduled, int DeadLettered);
