namespace Shortloop.Engine;

/// <summary>One event of an instance's history, for people to look at.</summary>
/// <param name="Sequence">Counted from 0.</param>
/// <param name="Kind">The event's name, such as activityScheduled.</param>
/// <param name="Json">The event as stored.</param>
public sealed record HistoryEntry(int Sequence, string Kind, string Json);
