namespace Shortloop.Engine.History;

internal sealed record ActivityCompleted(int Task, string? Result) : HistoryEvent;
