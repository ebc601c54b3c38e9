using System.Collections.Concurrent;

namespace Shortloop.Engine.Worker;

/// <summary>Wakes those who wait for an instance's status to change.</summary>
internal sealed class InstanceWatch
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = [];

    /// <summary>Ends at the next change. Ask before reading the status, so that no change falls between.</summary>
    internal Task NextChange(string instanceId) =>
        _waiting.GetOrAdd(instanceId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal void Changed(string instanceId)
    {
        if (_waiting.TryRemove(instanceId, out var source)) source.SetResult();
    }
}
