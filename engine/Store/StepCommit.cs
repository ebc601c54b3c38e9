using Microsoft.DurableTask.Client;
using Shortloop.Engine.History;

namespace Shortloop.Engine.Store;

/// <summary>All that one step of an orchestrator changes. It is applied whole, in one transaction, or not at all.</summary>
internal sealed record StepCommit(InstanceRow Instance, int HistoryLength, DateTime At)
{
    internal required IReadOnlyList<long> Consumed { get; init; }

    internal required IReadOnlyList<HistoryEvent> Events { get; init; }

    internal IReadOnlyList<NewDecision> Decisions { get; init; } = [];

    internal IReadOnlyList<int> CancelledTimers { get; init; } = [];

    internal required StepOutcome Outcome { get; init; }
}

/// <summary>A decision with the payload that history doesn't keep: an activity's or child's input, an event's content.</summary>
internal sealed record NewDecision(Decision Decision, string? Payload = null, IReadOnlyDictionary<string, string>? Tags = null);

/// <summary>How an instance stands after a step.</summary>
internal abstract record StepOutcome(string? CustomStatus)
{
    internal sealed record Waiting(bool Suspended, string? CustomStatus) : StepOutcome(CustomStatus);

    internal sealed record Finished(
        OrchestrationRuntimeStatus Status, string? Output, Failure? Failure, bool Recursive, string? CustomStatus) : StepOutcome(CustomStatus);

    internal sealed record ContinuedAsNew(
        string? Input, string? Version, ParentLink? Parent, IReadOnlyList<EventRaised> Carried, string? CustomStatus) : StepOutcome(CustomStatus);
}
