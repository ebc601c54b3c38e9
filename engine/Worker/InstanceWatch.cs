namespace Shortloop.Engine.Worker;

/// <summary>Wakes those who wait for an instance's status to change. Holds nothing for an instance that nobody waits for.</summary>
internal sealed class InstanceWatch
{
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>How many instances somebody waits for.</summary>
    internal int Count
    {
        get
        {
            lock (_entries) return _entries.Count;
        }
    }

    internal Watcher Watch(string instanceId)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(instanceId, out var entry)) _entries[instanceId] = entry = new Entry();
            entry.Watchers++;
            return new Watcher(this, instanceId, entry);
        }
    }

    internal void Changed(string instanceId)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(instanceId, out var entry)) return;
            entry.Change.SetResult();
            entry.Change = NewChange();
        }
    }

    private void Leave(string instanceId, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Watchers == 0) _entries.Remove(instanceId);
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>One who waits; to be disposed of when the wait is over, however it ended.</summary>
    internal sealed class Watcher(InstanceWatch watch, string instanceId, Entry entry) : IDisposable
    {
        /// <summary>Ends at the next change. Ask before reading the status, so that no change falls between.</summary>
        internal Task NextChange()
        {
            lock (watch._entries) return entry.Change.Task;
        }

        public void Dispose() => watch.Leave(instanceId, entry);
    }

    internal sealed class Entry
    {
        internal int Watchers { get; set; }

        internal TaskCompletionSource Change { get; set; } = NewChange();
    }
}
