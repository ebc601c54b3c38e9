namespace Shortloop.Local.Hosting.Timers;

/// <summary>How a timer stands, for a person to look at.</summary>
/// <param name="Last">When it last ran; null: not since the host was started, nor before if that is stored.</param>
/// <param name="Next">Null: another host of this app runs the timers.</param>
/// <param name="Failure">The kind of exception that the last run ended with here; null: none.</param>
internal sealed record TimerState(DateTimeOffset? Last, DateTimeOffset? Next, bool Running, string? Failure);
