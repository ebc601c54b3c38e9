using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask;

/// <summary>The orchestrators and activities an app has. A name (and version) can be taken once.</summary>
public sealed partial class DurableTaskRegistry
{
    private readonly Dictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, ITaskOrchestrator>> _orchestrators = [];
    private readonly Dictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, ITaskActivity>> _activities = [];

    internal IReadOnlyDictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, ITaskOrchestrator>> Orchestrators =>
        _orchestrators;

    internal IReadOnlyDictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, ITaskActivity>> Activities => _activities;

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskOrchestrator>>> GetOrchestrators() =>
        _orchestrators.Select(entry => KeyValuePair.Create(entry.Key.Name, entry.Value));

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskActivity>>> GetActivities() =>
        _activities.Select(entry => KeyValuePair.Create(entry.Key.Name, entry.Value));

    public DurableTaskRegistry AddOrchestrator(TaskName name, TaskVersion version, Func<ITaskOrchestrator> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return Add(_orchestrators, name, version, _ => factory());
    }

    public DurableTaskRegistry AddActivity(TaskName name, TaskVersion version, Func<ITaskActivity> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return Add(_activities, name, version, _ => factory());
    }

    /// <exception cref="ArgumentException">The name is empty, or name and version are taken.</exception>
    private DurableTaskRegistry Add<T>(
        Dictionary<(TaskName, TaskVersion), Func<IServiceProvider, T>> tasks,
        TaskName name,
        TaskVersion version,
        Func<IServiceProvider, T> factory)
    {
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        if (!tasks.TryAdd((name, version), factory))
            throw new ArgumentException($"A {typeof(T).Name} named '{name}' is already there.", nameof(name));

        return this;
    }

    private static T Create<T>(IServiceProvider services, Type type) => (T)ActivatorUtilities.GetServiceOrCreateInstance(services, type);

    private static (TaskName Name, TaskVersion Version) Identify(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var attribute = (DurableTaskAttribute?)Attribute.GetCustomAttribute(type, typeof(DurableTaskAttribute));
        var name = string.IsNullOrEmpty(attribute?.Name.Name) ? new TaskName(type.Name) : attribute.Name;
        return (name, attribute?.Version);
    }
}
