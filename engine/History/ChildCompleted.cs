namespace Shortloop.Engine.History;

internal sealed record ChildCompleted(int Task, string? Result) : HistoryEvent;
