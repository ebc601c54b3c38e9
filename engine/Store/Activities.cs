using Microsoft.Data.Sqlite;
using Shortloop.Engine.History;

namespace Shortloop.Engine.Store;

/// <summary>An activity to run, with all that running it needs.</summary>
internal sealed record ActivityRow(
    long Id, long Key, int Execution, int Task, string Name, string Version, string? Input, string InstanceId, string? Tags);

internal static class Activities
{
    internal static ActivityRow Add(Db db, InstanceRow instance, ActivityScheduled scheduled, string? input)
    {
        var id = db.Number(
            "INSERT INTO activity (key, execution, task, name, version, input) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            instance.Key, instance.Execution, scheduled.Task, scheduled.Name, scheduled.Version, input)!.Value;
        return new(id, instance.Key, instance.Execution, scheduled.Task, scheduled.Name, scheduled.Version, input, instance.InstanceId, instance.Tags);
    }

    /// <summary>Turns the activity into its answer. False if nobody waits for it any more.</summary>
    internal static bool Complete(Db db, ActivityRow activity, HistoryEvent answer)
    {
        if (db.Run("DELETE FROM activity WHERE id = $1", activity.Id) == 0) return false;
        if (!Instances.IsRunning(db, activity.Key, activity.Execution)) return false;
        Messages.Add(db, activity.Key, answer, activity.Execution);
        return true;
    }

    internal static List<ActivityRow> All(Db db) => db.Rows(
        "SELECT a.id, a.key, a.execution, a.task, a.name, a.version, a.input, i.instance_id, i.tags "
        + "FROM activity a JOIN instance i ON i.key = a.key ORDER BY a.id", Read);

    private static ActivityRow Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), row.GetInt32(3), row.GetString(4), row.GetString(5), row.Text(6), row.GetString(7), row.Text(8));
}
