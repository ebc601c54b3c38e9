using Microsoft.Data.Sqlite;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Sqlite;

/// <summary>One page of a query as one statement. Ties are broken by id in the direction of the order.</summary>
internal static class QueryCommand
{
    public static SqliteCommand Build(
        SqliteConnection connection, Container container, DocumentQuery query, ContinuationToken? after, long now)
    {
        var order = query.OrderBy is null ? "NULL" : $"json_extract(body, {JsonPaths.SqlLiteral(query.OrderBy)})";
        var command = connection.Command(
            "",
            ("@container", container.Name), ("@partition", query.Partition), ("@now", now), ("@limit", query.Limit + 1L));
        var where = ConditionSql.Append(command, query.Where);
        if (after is not null)
        {
            where += $" AND {After(query, order, after.Value is null)}";
            command.Parameters.AddWithValue("@lastId", after.Id);
            command.Parameters.AddWithValue("@last", after.Value ?? DBNull.Value);
        }
        var direction = query.Descending ? "DESC" : "ASC";
        var orderBy = query.OrderBy is null ? $"id {direction}" : $"{order} {direction}, id {direction}";
        command.CommandText = $"""
            SELECT id, {order}, body FROM documents
            WHERE container = @container AND partition = @partition AND {DocumentRows.Alive}{where}
            ORDER BY {orderBy} LIMIT @limit
            """;
        return command;
    }

    /// <summary>One page over all partitions, in the order of the container's own index.</summary>
    public static SqliteCommand Build(
        SqliteConnection connection, Container container, DocumentScan scan, ContinuationToken? after, long now)
    {
        var command = connection.Command("", ("@container", container.Name), ("@now", now), ("@limit", scan.Limit + 1L));
        var where = ConditionSql.Append(command, scan.Where);
        if (after is not null)
        {
            where += " AND (partition, id) > (@last, @lastId)";
            command.Parameters.AddWithValue("@lastId", after.Id);
            command.Parameters.AddWithValue("@last", after.Text);
        }
        command.CommandText = $"""
            SELECT id, partition, body FROM documents
            WHERE container = @container AND {DocumentRows.Alive}{where}
            ORDER BY partition, id LIMIT @limit
            """;
        return command;
    }

    // NULL (a missing field) sorts first, and compares with nothing, so it needs its own words.
    private static string After(DocumentQuery query, string order, bool lastIsNull)
    {
        var beyond = query.Descending ? "<" : ">";
        if (query.OrderBy is null)
            return $"id {beyond} @lastId";
        var tie = $"({order} IS @last AND id {beyond} @lastId)";
        return (query.Descending, lastIsNull) switch
        {
            (false, true) => $"({order} IS NOT NULL OR {tie})",
            (true, true) => tie,
            (false, false) => $"({order} > @last OR {tie})",
            (true, false) => $"({order} < @last OR {order} IS NULL OR {tie})",
        };
    }
}
