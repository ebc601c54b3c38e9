namespace Shortloop.Engine.History;

/// <summary>The last event. Output and failure are in the instance's row.</summary>
/// <param name="Status">The number of OrchestrationRuntimeStatus.</param>
internal sealed record ExecutionCompleted(int Status) : HistoryEvent;
