namespace Shortloop.Engine.History;

/// <summary>From here on the orchestrator sees nothing until <see cref="ExecutionResumed"/>; what arrives is kept in order.</summary>
internal sealed record ExecutionSuspended(string? Reason) : HistoryEvent;
