namespace Shortloop.Engine.History;

internal sealed record ActivityFailed(int Task, Failure Failure) : HistoryEvent;
