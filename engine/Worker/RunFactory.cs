using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Engine.History;
using Shortloop.Engine.Store;

namespace Shortloop.Engine.Worker;

/// <summary>Makes an execution's run, in a service scope of its own, and brings it to where its history ends.</summary>
internal sealed class RunFactory(TaskCatalog catalog, DurableEngineOptions options, IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    /// <param name="foreignAwait">Called, on any thread, when a task that isn't the context's comes back to the orchestrator.</param>
    /// <param name="failure">Why there is no run: no such orchestrator, or its factory threw. Trying again would not help.</param>
    internal LiveRun? Rebuild(StepInput work, Action foreignAwait, out Failure? failure)
    {
        var scope = scopes.CreateScope();
        if (Create(work.Instance, scope.ServiceProvider, out failure) is not { } orchestrator)
        {
            scope.Dispose();
            return null;
        }
        var run = new OrchestrationRun(work.Instance, orchestrator, options, loggers, foreignAwait);
        run.Replay(work.History);
        return new(work.Instance.Key, work.Instance.Execution, run, scope) { HistoryLength = work.History.Count, LastStepAt = work.At };
    }

    private ITaskOrchestrator? Create(InstanceRow instance, IServiceProvider services, out Failure? failure)
    {
        failure = null;
        try
        {
            if (catalog.TryCreateOrchestrator(instance.Name, instance.Version, services, out var orchestrator)) return orchestrator;
            failure = new("OrchestratorTaskNotFound", $"No orchestrator task named '{instance.Name}' was found.", null, NonRetriable: true);
        }
        catch (Exception error)
        {
            failure = Failure.From(error);
        }
        return null;
    }
}
