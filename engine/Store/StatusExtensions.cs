using Microsoft.DurableTask.Client;

namespace Shortloop.Engine.Store;

internal static class StatusExtensions
{
    /// <summary>Nothing more will happen to an instance in this status unless its id is used again.</summary>
    internal static bool IsFinished(this OrchestrationRuntimeStatus status) => status
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}
