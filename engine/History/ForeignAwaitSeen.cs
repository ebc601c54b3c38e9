namespace Shortloop.Engine.History;

/// <summary>The orchestrator awaited a task that is not its context's; noticed when that task came back, after the step.</summary>
internal sealed record ForeignAwaitSeen : HistoryEvent;
