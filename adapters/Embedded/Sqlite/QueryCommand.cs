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
            ("@container", container.Name), ("@now", now), ("@limit", query.Limit + 1L));
        var where = In(command, query.Partition) + ConditionSql.Append(command, query.Where);
        if (after is not null)
        {
            where += $" AND {After(query, order, after.Value is null)}";
            command.Parameters.AddWithValue("@lastId", after.Id);
            command.Parameters.AddWithValue("@lastPartition", after.Partition);
            command.Parameters.AddWithValue("@last", after.Value ?? DBNull.Value);
        }
        var direction = query.Descending ? "DESC" : "ASC";
        // Within one partition ids are unique, and the index has them in order.
        var ties = query.Partition is null ? $"id {direction}, partition {direction}" : $"id {direction}";
        var orderBy = query.OrderBy is null ? ties : $"{order} {direction}, {ties}";
        command.CommandText = $"""
            SELECT id, {order}, body, partition FROM documents
            WHERE container = @container{where} AND {DocumentRows.Alive}
            ORDER BY {orderBy} LIMIT @limit
            """;
        return command;
    }

    public static SqliteCommand Count(SqliteConnection connection, Container container, string? partition, IReadOnlyList<Condition>? conditions, long now)
    {
        var command = connection.Command("", ("@container", container.Name), ("@now", now));
        var where = In(command, partition) + ConditionSql.Append(command, conditions);
        command.CommandText = $"SELECT count(*) FROM documents WHERE container = @container{where} AND {DocumentRows.Alive}";
        return command;
    }

    private static string In(SqliteCommand command, string? partition)
    {
        if (partition is null)
            return "";
        command.Parameters.AddWithValue("@partition", partition);
        return " AND partition = @partition";
    }

    // NULL (a missing field) sorts first, and compares with nothing, so it needs its own words.
    private static string After(DocumentQuery query, string order, bool lastIsNull)
    {
        var beyond = query.Descending ? "<" : ">";
        var later = query.Partition is null ? $"(id {beyond} @lastId OR (id = @lastId AND partition {beyond} @lastPartition))" : $"id {beyond} @lastId";
        if (query.OrderBy is null)
            return later;
        var tie = $"({order} IS @last AND {later})";
        return (query.Descending, lastIsNull) switch
        {
            (false, true) => $"({order} IS NOT NULL OR {tie})",
            (true, true) => tie,
            (false, false) => $"({order} > @last OR {tie})",
            (true, false) => $"({order} < @last OR {order} IS NULL OR {tie})",
        };
    }
}
