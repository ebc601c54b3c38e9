namespace Shortloop.Engine.History;

internal sealed record TimerFired(int Task) : HistoryEvent;
