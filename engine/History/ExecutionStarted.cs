namespace Shortloop.Engine.History;

/// <summary>The first event of an execution. Its input is in the instance's row.</summary>
/// <param name="Carried">Events that the execution before it left unprocessed on continue-as-new, oldest first.</param>
internal sealed record ExecutionStarted(string Name, string Version, ParentLink? Parent = null, IReadOnlyList<EventRaised>? Carried = null) : HistoryEvent;

/// <summary>The orchestration that waits for this one.</summary>
internal sealed record ParentLink(string Name, string InstanceId);
