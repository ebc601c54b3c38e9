using Microsoft.Data.Sqlite;

namespace Shortloop.Engine.Tests.Durable;

/// <summary>How much an engine's file holds, whatever its tables are. Only for a stopped engine.</summary>
internal static class StoredRows
{
    internal static long Count(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return Tables(connection).Sum(table => (long)Ask(connection, $"SELECT count(*) FROM \"{table}\"").ExecuteScalar()!);
    }

    private static List<string> Tables(SqliteConnection connection)
    {
        List<string> tables = [];
        using var reader = Ask(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").ExecuteReader();
        while (reader.Read()) tables.Add(reader.GetString(0));
        return tables;
    }

    private static SqliteCommand Ask(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant with the name of a table of the file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
