using Microsoft.Data.Sqlite;
using Shortloop.Sqlite;

namespace Shortloop.Engine.Store;

/// <summary>One SQLite connection with its prepared statements. Parameters are $1, $2 … in order. Not thread-safe.</summary>
internal sealed class Db(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    /// <returns>The number of rows changed.</returns>
    internal int Run(string sql, params ReadOnlySpan<object?> args) => Bind(sql, args).ExecuteNonQuery();

    /// <returns>The first column of the first row, or null if there is none.</returns>
    internal long? Number(string sql, params ReadOnlySpan<object?> args) =>
        Bind(sql, args).ExecuteScalar() is long number ? number : null;

    internal List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> args)
    {
        using var reader = Bind(sql, args).ExecuteReader();
        List<T> rows = [];
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    internal T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> args)
        where T : class
    {
        using var reader = Bind(sql, args).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    /// <summary>Takes the write lock, waiting no longer than the file's busy time-out: a command would try on for a second at least.</summary>
    internal void BeginWriting() => connection.ExecuteAll("BEGIN IMMEDIATE");

    /// <summary>SQLite may have done so by itself (disk full, I/O error); then there is nothing to end.</summary>
    internal void RollBack() => connection.RollBackIfOpen();

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> args)
    {
        if (!_prepared.TryGetValue(sql, out var command)) _prepared[sql] = command = Prepare(sql, args.Length);
        for (var i = 0; i < args.Length; i++) command.Parameters[i].Value = args[i] ?? DBNull.Value;
        return command;
    }

#pragma warning disable CA2100 // Every statement is a constant of this folder; values are parameters.
    private SqliteCommand Prepare(string sql, int count)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= count; i++) command.Parameters.Add(new SqliteParameter($"${i}", null));
        return command;
    }
#pragma warning restore CA2100
}
