using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;

namespace Shortloop.Engine.Worker;

/// <summary>
/// The registered orchestrators and activities. A name registered without versions serves every version asked for; one registered with
/// versions serves those only, so that nobody gets another implementation than the one asked for.
/// </summary>
internal sealed class TaskCatalog(DurableTaskRegistry registry)
{
    private readonly HashSet<TaskName> _versionedOrchestrators = Versioned(registry.Orchestrators.Keys);
    private readonly HashSet<TaskName> _versionedActivities = Versioned(registry.Activities.Keys);

    internal bool TryCreateOrchestrator(
        string name, string version, IServiceProvider services, [NotNullWhen(true)] out ITaskOrchestrator? orchestrator)
    {
        orchestrator = Find(registry.Orchestrators, _versionedOrchestrators, name, version)?.Invoke(services);
        return orchestrator is not null;
    }

    internal bool TryCreateActivity(
        string name, string version, IServiceProvider services, [NotNullWhen(true)] out ITaskActivity? activity)
    {
        activity = Find(registry.Activities, _versionedActivities, name, version)?.Invoke(services);
        return activity is not null;
    }

    private static Func<IServiceProvider, T>? Find<T>(
        IReadOnlyDictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, T>> tasks, HashSet<TaskName> versioned,
        TaskName name, TaskVersion version) =>
        tasks.TryGetValue((name, version), out var exact) ? exact
        : versioned.Contains(name) ? null
        : tasks.GetValueOrDefault((name, TaskVersion.Unversioned));

    private static HashSet<TaskName> Versioned(IEnumerable<(TaskName Name, TaskVersion Version)> tasks) =>
        [.. tasks.Where(task => task.Version != TaskVersion.Unversioned).Select(task => task.Name)];
}
