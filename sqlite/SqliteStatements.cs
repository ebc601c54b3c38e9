using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Shortloop.Sqlite;

public static class SqliteStatements
{
    /// <summary>
    /// Runs statements to the end of each. Not by a command: Microsoft.Data.Sqlite keeps silent about what fails after a statement that
    /// returned a row, as many a pragma does.
    /// </summary>
    /// <exception cref="SqliteException">One failed; those before it have run.</exception>
    public static void ExecuteAll(this SqliteConnection connection, string sql)
    {
        var code = raw.sqlite3_exec(connection.Handle, sql);
        SqliteException.ThrowExceptionForRC(code, connection.Handle);
    }

    /// <returns>The first column of the first row; null: there is none.</returns>
    public static object? Value(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the callers and numbers.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    public static int Number(this SqliteConnection connection, string sql) => Convert.ToInt32(connection.Value(sql), null);
}
