namespace Shortloop.Engine.History;

internal sealed record EventRaised(string Name, string? Payload) : HistoryEvent;
