namespace Shortloop.Engine.History;

internal sealed record ExecutionTerminated(string? Output, bool Recursive) : HistoryEvent;
