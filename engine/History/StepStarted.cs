namespace Shortloop.Engine.History;

/// <summary>The engine ran the orchestrator; <see cref="At"/> is its CurrentUtcDateTime until the next one. Never goes back.</summary>
internal sealed record StepStarted(DateTime At) : HistoryEvent;
