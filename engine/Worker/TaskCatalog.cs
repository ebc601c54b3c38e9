using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;

namespace Shortloop.Engine.Worker;

/// <summary>The registered orchestrators and activities by name. Of several versions of a name the first registered is used.</summary>
internal sealed class TaskCatalog(DurableTaskRegistry registry)
{
    private readonly Dictionary<TaskName, Func<IServiceProvider, ITaskOrchestrator>> _orchestrators = ByName(registry.GetOrchestrators());
    private readonly Dictionary<TaskName, Func<IServiceProvider, ITaskActivity>> _activities = ByName(registry.GetActivities());

    internal bool TryCreateOrchestrator(string name, IServiceProvider services, [NotNullWhen(true)] out ITaskOrchestrator? orchestrator)
    {
        orchestrator = _orchestrators.TryGetValue(name, out var create) ? create(services) : null;
        return orchestrator is not null;
    }

    internal bool TryCreateActivity(string name, IServiceProvider services, [NotNullWhen(true)] out ITaskActivity? activity)
    {
        activity = _activities.TryGetValue(name, out var create) ? create(services) : null;
        return activity is not null;
    }

    private static Dictionary<TaskName, T> ByName<T>(IEnumerable<KeyValuePair<TaskName, T>> tasks)
    {
        Dictionary<TaskName, T> byName = [];
        foreach (var (name, create) in tasks) byName.TryAdd(name, create);
        return byName;
    }
}
