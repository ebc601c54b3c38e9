namespace Shortloop.Engine.History;

internal sealed record ChildFailed(int Task, Failure Failure) : HistoryEvent;
