using Microsoft.Data.Sqlite;
using Shortloop.Sqlite;

namespace Shortloop.Engine.Broker;

/// <summary>The broker's database: one connection, one transaction at a time, durable when it returns.</summary>
internal sealed class MessageFile : IDisposable
{
    private static readonly SqliteSchema Schema =
        SqliteSchema.Embedded("a queue broker's file", applicationId: 0, typeof(MessageFile).Assembly, $"{typeof(MessageFile).Namespace}.Schema");

    private readonly SqliteFile file;
    private readonly SqliteConnection connection;
    private readonly Lock turn = new();

    /// <exception cref="SqliteFileException">The file can't be used; it is as it was.</exception>
    public MessageFile(string path, TimeSpan busyTimeout, Action<string>? copied)
    {
        file = new SqliteFile(path, Schema) { BusyTimeout = busyTimeout, Copied = copied };
        connection = file.Create();
    }

    /// <summary>Everything inside happens or nothing does, and nobody else's work comes between.</summary>
    /// <exception cref="SqliteFileException">Nothing of it happened.</exception>
    public T Transaction<T>(Func<MessageFile, T> work)
    {
        lock (turn)
        {
            try
            {
                return connection.Transact(() => (work(this), true));
            }
            catch (SqliteException error)
            {
                throw SqliteFaults.Explain(error, file.Path);
            }
        }
    }

    public int Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public T? First<T>(string sql, Func<SqliteDataReader, T> map, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        using var rows = command.ExecuteReader();
        return rows.Read() ? map(rows) : default;
    }

    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> map, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
            found.Add(map(rows));
        return found;
    }

    public void Dispose() => connection.Dispose();

    private SqliteCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
