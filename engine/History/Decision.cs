namespace Shortloop.Engine.History;

/// <summary>An orchestrator's decision: on replay the code must take the same one again under the same number.</summary>
/// <param name="Task">The step's number, counted from 0 within one execution.</param>
internal abstract record Decision(int Task) : HistoryEvent
{
    /// <summary>What identifies the step, in words for an error message. Payloads and due times may differ on replay; this may not.</summary>
    internal abstract string Step { get; }
}
