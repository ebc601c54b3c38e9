using System.Globalization;
using Microsoft.DurableTask.Client;

namespace Shortloop.Engine.Store;

/// <summary>Reads instances in pages. The continuation token is the key of the last row, so rows added meanwhile shift nothing.</summary>
internal static class InstanceQuery
{
    // One statement for all filters: a NULL parameter means "any". Statuses come as ',0,6,'.
    private const string Where =
        """
        WHERE key > $1
          AND ($2 IS NULL OR created_at >= $2) AND ($3 IS NULL OR created_at <= $3)
          AND ($4 IS NULL OR instr($4, ',' || status || ',') > 0)
        """;

    internal static List<InstanceRow> Page(Db db, OrchestrationQuery query, string? token, int size) => db.Rows(
        $"SELECT {InstanceRow.Columns} FROM instance {Where} AND ($5 IS NULL OR substr(instance_id, 1, length($5)) = $5) ORDER BY key LIMIT $6",
        InstanceRow.Read,
        Key(token), query.CreatedFrom?.UtcTicks, query.CreatedTo?.UtcTicks, List(query.Statuses), query.InstanceIdPrefix, size);

    internal static List<long> Finished(Db db, PurgeInstancesFilter filter) => db.Rows(
        $"SELECT key FROM instance {Where} AND status IN (1, 3, 5)", row => row.GetInt64(0),
        0L, filter.CreatedFrom?.UtcTicks, filter.CreatedTo?.UtcTicks, List(filter.Statuses));

    internal static List<(long Key, string InstanceId)> Ids(
        Db db, IEnumerable<OrchestrationRuntimeStatus>? statuses, DateTimeOffset? from, DateTimeOffset? to, string? token, int size) => db.Rows(
        """
        SELECT key, instance_id FROM instance WHERE key > $1
          AND ($2 IS NULL OR completed_at >= $2) AND ($3 IS NULL OR completed_at <= $3)
          AND ($4 IS NULL OR instr($4, ',' || status || ',') > 0) ORDER BY key LIMIT $5
        """,
        row => (row.GetInt64(0), row.GetString(1)), Key(token), from?.UtcTicks, to?.UtcTicks, List(statuses), size);

    private static long Key(string? token) => token is null ? 0
        : long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key
        : throw new ArgumentException($"'{token}' is not a continuation token of this engine.", nameof(token));

    private static string? List(IEnumerable<OrchestrationRuntimeStatus>? statuses) =>
        statuses?.ToList() is { Count: > 0 } list ? $",{string.Join(',', list.Select(status => (int)status))}," : null;
}
