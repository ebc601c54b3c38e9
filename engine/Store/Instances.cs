using Microsoft.DurableTask.Client;
using Shortloop.Engine.History;

namespace Shortloop.Engine.Store;

internal static class Instances
{
    internal static InstanceRow? Find(Db db, string instanceId) =>
        db.First($"SELECT {InstanceRow.Columns} FROM instance WHERE instance_id = $1", InstanceRow.Read, instanceId);

    internal static InstanceRow? Find(Db db, long key) =>
        db.First($"SELECT {InstanceRow.Columns} FROM instance WHERE key = $1", InstanceRow.Read, key);

    internal static bool IsRunning(Db db, long key, int execution) =>
        db.Number("SELECT 1 FROM instance WHERE key = $1 AND execution = $2 AND status IN (0, 6, 7)", key, execution) is not null;

    /// <summary>Stores a start. An instance of that id is replaced; its key stays, its execution goes up, its parent is not told.</summary>
    internal static long Start(Db db, NewInstance start, long now)
    {
        if (Find(db, start.InstanceId) is { } old)
        {
            Histories.Remove(db, old.Key);
            Messages.RemoveAll(db, old.Key);
            db.Run("DELETE FROM activity WHERE key = $1", old.Key);
        }
        var key = db.Number(
            """
            INSERT INTO instance (instance_id, execution, name, version, status, input, tags, parent_key, parent_execution, parent_task, created_at, updated_at)
            VALUES ($1, 1, $2, $3, 6, $4, $5, $6, $7, $8, $9, $9)
            ON CONFLICT (instance_id) DO UPDATE SET
              execution = execution + 1, name = excluded.name, version = excluded.version, status = 6,
              input = excluded.input, output = NULL, failure = NULL, custom_status = NULL, tags = excluded.tags,
              parent_key = excluded.parent_key, parent_execution = excluded.parent_execution, parent_task = excluded.parent_task,
              created_at = excluded.created_at, updated_at = excluded.updated_at, completed_at = NULL
            RETURNING key
            """,
            start.InstanceId, start.Name, start.Version, start.Input, HistoryJson.Write(start.Tags),
            start.ParentTask?.Key, start.ParentTask?.Execution, start.ParentTask?.Task, now)!.Value;
        Messages.Add(db, key, new ExecutionStarted(start.Name, start.Version, start.Parent), dueAt: start.StartAt);
        return key;
    }

    internal static void Progress(Db db, long key, OrchestrationRuntimeStatus status, string? customStatus, long now) =>
        db.Run(
            "UPDATE instance SET status = $2, custom_status = $3, updated_at = $4 WHERE key = $1", key, (int)status, customStatus, now);

    internal static void Finish(
        Db db, long key, OrchestrationRuntimeStatus status, string? customStatus, string? output, Failure? failure, long now) =>
        db.Run(
            "UPDATE instance SET status = $2, custom_status = $3, output = $4, failure = $5, updated_at = $6, completed_at = $6 WHERE key = $1",
            key, (int)status, customStatus, output, HistoryJson.Write(failure), now);

    internal static void NextExecution(Db db, long key, string version, string? input, string? customStatus, long now) =>
        db.Run(
            "UPDATE instance SET execution = execution + 1, status = 0, version = $2, input = $3, custom_status = $4, updated_at = $5 WHERE key = $1",
            key, version, input, customStatus, now);

    internal static List<long> UnfinishedChildren(Db db, long key) =>
        db.Rows("SELECT key FROM instance WHERE parent_key = $1 AND status IN (0, 6, 7)", row => row.GetInt64(0), key);

    internal static List<long> Children(Db db, long key) =>
        db.Rows("SELECT key FROM instance WHERE parent_key = $1", row => row.GetInt64(0), key);

    /// <summary>Removes a finished instance and all that belongs to it; the number removed, 0 if it is not finished.</summary>
    internal static int Purge(Db db, long key, bool recursive)
    {
        if (Find(db, key) is not { IsFinished: true }) return 0;
        var children = recursive ? Children(db, key) : [];
        Histories.Remove(db, key);
        Messages.RemoveAll(db, key);
        db.Run("DELETE FROM activity WHERE key = $1", key);
        db.Run("DELETE FROM instance WHERE key = $1", key);
        return 1 + children.Sum(child => Purge(db, child, recursive));
    }
}
