using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Shortloop.Sqlite;

namespace Shortloop.Engine;

public sealed class DurableEngineOptions
{
    /// <summary>The engine's file. Its folder is made; only one process may have it open.</summary>
    public string DatabasePath { get; set; } = "engine.db";

    /// <summary>How many activities run at once; at least 1. The rest wait in the file.</summary>
    public int MaxConcurrentActivities { get; set; } = 10 * Environment.ProcessorCount;

    /// <summary>How many orchestrators are between reading their messages and having committed; at least 1. More of them share a commit.</summary>
    public int MaxConcurrentOrchestrations { get; set; } = 32 * Environment.ProcessorCount;

    /// <summary>
    /// How many waiting orchestrations stay in memory with their whole state; at least 0. One that isn't there is rebuilt by replaying its
    /// history when it goes on, which costs its length. With 0 every step replays: slow, and finds nondeterministic code at once.
    /// </summary>
    public int MaxCachedInstances { get; set; } = 1000;

    /// <summary>What a commit waits for.</summary>
    public SynchronousMode Synchronous { get; set; } = SynchronousMode.Full;

    /// <summary>How long a commit waits for another process that writes to the file. Default 5 s.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Told once when the file turns out to be damaged. The engine has stopped then: it can neither go on nor try again.</summary>
    public Action<SqliteFileException>? Damaged { get; set; }

    /// <summary>Turns inputs, outputs, events and custom statuses into text and back.</summary>
    public DataConverter DataConverter { get; set; } = JsonDataConverter.Default;

    /// <summary>The version of orchestrations started without one.</summary>
    public string DefaultVersion { get; set; } = string.Empty;

    /// <summary>Crash tests stop the engine here.</summary>
    internal Action<Store.CommitPoint>? Probe { get; set; }

    /// <exception cref="InvalidOperationException">A value is out of its range.</exception>
    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(DatabasePath)) throw new InvalidOperationException($"{nameof(DatabasePath)} is empty.");
        if (MaxConcurrentActivities < 1) throw new InvalidOperationException($"{nameof(MaxConcurrentActivities)} must be at least 1.");
        if (MaxCachedInstances < 0) throw new InvalidOperationException($"{nameof(MaxCachedInstances)} must be at least 0.");
        if (MaxConcurrentOrchestrations < 1) throw new InvalidOperationException($"{nameof(MaxConcurrentOrchestrations)} must be at least 1.");
    }
}
