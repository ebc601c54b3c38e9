namespace Shortloop.Engine.Worker;

/// <summary>The orchestrator did something else on replay than its history says, or awaited what can't be replayed.</summary>
internal sealed class NondeterministicOrchestrationException(string message) : Exception(message)
{
    internal static NondeterministicOrchestrationException AtStep(string orchestrator, int step, string expected, string met) => new(
        $"Orchestrator '{orchestrator}' is not deterministic: at step {step} its history has {expected}, but the code now has {met}. "
        + "On replay it must take the same steps in the same order.");

    internal static NondeterministicOrchestrationException ForeignAwait(string orchestrator) => new(
        $"Orchestrator '{orchestrator}' awaited a task that its TaskOrchestrationContext did not give it (such as Task.Delay, Task.Run or I/O, "
        + "or ConfigureAwait(false)). Do such work in an activity and wait with CreateTimer.");
}
