namespace Shortloop.Engine.History;

internal sealed record ExecutionResumed(string? Reason) : HistoryEvent;
