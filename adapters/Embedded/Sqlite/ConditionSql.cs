using Microsoft.Data.Sqlite;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Sqlite;

/// <summary>
/// Conditions as SQL. Values compare only with values of their own JSON type: SQLite would put every number below every text,
/// and takes true for 1, where the port says that such a pair is simply different.
/// </summary>
internal static class ConditionSql
{
    public static string Append(SqliteCommand command, IReadOnlyList<Condition>? conditions)
    {
        var sql = "";
        foreach (var condition in conditions ?? [])
            sql += $" AND {One(command, condition)}";
        return sql;
    }

    private static string One(SqliteCommand command, Condition condition)
    {
        var path = JsonPaths.SqlLiteral(condition.Path);
        if (condition.Value is null)
            return Null(condition, path);
        var (types, value) = Typed(condition);
        var name = $"@c{command.Parameters.Count}";
        command.Parameters.AddWithValue(name, value);
        return condition.Comparison switch
        {
            Comparison.Equal => Compared("="),
            Comparison.NotEqual => $"NOT coalesce({Compared("=")}, 0)",
            Comparison.Less => Compared("<"),
            Comparison.LessOrEqual => Compared("<="),
            Comparison.Greater => Compared(">"),
            Comparison.GreaterOrEqual => Compared(">="),
            Comparison.Contains =>
                $"(json_type(body, {path}) = 'array' AND EXISTS (SELECT 1 FROM json_each(body, {path}) e WHERE e.type IN ({types}) AND e.value = {name}))",
            _ => throw new ArgumentException($"Unknown comparison {condition.Comparison}."),
        };

        string Compared(string sign) => $"(json_type(body, {path}) IN ({types}) AND json_extract(body, {path}) {sign} {name})";
    }

    private static string Null(Condition condition, string path) => condition.Comparison switch
    {
        Comparison.Equal => $"json_extract(body, {path}) IS NULL",
        Comparison.NotEqual => $"json_extract(body, {path}) IS NOT NULL",
        _ => throw new ArgumentException($"'{condition.Path}': null can only be compared by Equal and NotEqual."),
    };

    private static (string Types, object Value) Typed(Condition condition) => condition.Value switch
    {
        string text => ("'text'", text),
        DateTimeOffset instant => ("'text'", DocumentJson.InstantText(instant)),
        bool flag => ("'true', 'false'", flag ? 1L : 0L),
        int number => ("'integer', 'real'", (long)number),
        long number => ("'integer', 'real'", number),
        double number => ("'integer', 'real'", number),
        _ => throw new ArgumentException($"'{condition.Path}': values of type {condition.Value!.GetType().Name} cannot be compared."),
    };
}
