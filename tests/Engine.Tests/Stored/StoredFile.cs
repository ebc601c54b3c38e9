using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Shortloop.Engine.Tests.Stored;

/// <summary>SQLite files as text, so that they can be read, compared and kept.</summary>
internal static partial class StoredFile
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Stored");

    internal static IEnumerable<string> Names(string prefix) =>
        Directory.GetFiles(Folder, $"{prefix}*.sql").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <summary>Makes the file that a stored text describes.</summary>
    internal static void Restore(string name, string path)
    {
        using var connection = Open(path);
        Execute(connection, File.ReadAllText(Path.Combine(Folder, name)));
    }

    internal static void Execute(string path, string sql)
    {
        using var connection = Open(path);
        Execute(connection, sql);
    }

    internal static long Number(string path, string sql)
    {
        using var connection = Open(path);
        return Number(connection, sql);
    }

    /// <summary>All of a file: its numbers, tables, indexes and rows.</summary>
    internal static string Dump(string path)
    {
        using var connection = Open(path);
        var text = new StringBuilder("BEGIN;\n");
        foreach (var (name, sql) in Tables(connection))
        {
            if (sql is not null) text.Append(sql).Append(";\n");
            if (sql is null) text.Append($"DELETE FROM {name};\n");
            Rows(connection, name, IsVirtual(sql), text);
        }
        foreach (var sql in Texts(connection, "SELECT sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL"))
            text.Append(sql).Append(";\n");
        foreach (var pragma in (string[])["application_id", "user_version"])
            text.Append($"PRAGMA {pragma} = {Number(connection, $"PRAGMA {pragma}")};\n");
        // Stack traces name folders of the machine they were made on.
        return SourceLine().Replace(text.Append("COMMIT;\n").ToString(), "");
    }

    [GeneratedRegex(@" in [^ '""]+:line \d+")]
    private static partial Regex SourceLine();

    private static List<(string Name, string? Sql)> Tables(SqliteConnection connection)
    {
        using var command = Command(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name");
        using var rows = command.ExecuteReader();
        List<(string, string?)> tables = [];
        while (rows.Read())
        {
            var name = rows.GetString(0);
            tables.Add((name, name.StartsWith("sqlite_", StringComparison.Ordinal) ? null : rows.GetString(1)));
        }
        // A virtual table makes its own tables, and is filled through itself.
        var virtuals = tables.Where(table => IsVirtual(table.Item2)).Select(table => table.Item1 + '_').ToList();
        return [.. tables.Where(table => !virtuals.Exists(table.Item1.StartsWith)).OrderBy(table => table.Item2 is null)];
    }

    private static bool IsVirtual(string? sql) => sql?.StartsWith("CREATE VIRTUAL", StringComparison.Ordinal) == true;

    private static void Rows(SqliteConnection connection, string table, bool withRowId, StringBuilder text)
    {
        var columns = Texts(connection, $"SELECT name FROM pragma_table_info('{table}')");
        var named = withRowId ? $" (rowid, {string.Join(", ", columns)})" : "";
        if (withRowId) columns.Insert(0, "rowid");
        var values = string.Join(" || ', ' || ", columns.Select(column => $"quote({column})"));
        foreach (var row in Texts(connection, $"SELECT {values} FROM {table}"))
            text.Append($"INSERT INTO {table}{named} VALUES ({row});\n");
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        using var rows = command.ExecuteReader();
        List<string> texts = [];
        while (rows.Read()) texts.Add(rows.GetString(0));
        return texts;
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

#pragma warning disable CA2100 // Texts of this project.
    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
#pragma warning restore CA2100
}
