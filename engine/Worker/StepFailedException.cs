using Shortloop.Engine.History;

namespace Shortloop.Engine.Worker;

/// <summary>An activity or sub-orchestration failed; carries what a retry needs to know. Never reaches the orchestrator's code.</summary>
internal sealed class StepFailedException(int task, Failure failure) : Exception(failure.ErrorMessage)
{
    internal int Task => task;

    internal Failure Failure => failure;
}
