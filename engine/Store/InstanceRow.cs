using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace Shortloop.Engine.Store;

internal sealed record InstanceRow(
    long Key, string InstanceId, int Execution, string Name, string Version, OrchestrationRuntimeStatus Status,
    string? Input, string? Output, string? Failure, string? CustomStatus, string? Tags, ParentTask? Parent,
    long CreatedAt, long UpdatedAt)
{
    internal const string Columns =
        "key, instance_id, execution, name, version, status, input, output, failure, custom_status, tags, "
        + "parent_key, parent_execution, parent_task, created_at, updated_at";

    internal bool IsFinished => Status.IsFinished();

    internal static InstanceRow Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetString(4), (OrchestrationRuntimeStatus)row.GetInt32(5),
        row.Text(6), row.Text(7), row.Text(8), row.Text(9), row.Text(10),
        row.Long(11) is { } parent ? new ParentTask(parent, row.GetInt32(12), row.GetInt32(13)) : null,
        row.GetInt64(14), row.GetInt64(15));
}

/// <summary>The step of another instance's execution that waits for this instance's result.</summary>
internal sealed record ParentTask(long Key, int Execution, int Task);
