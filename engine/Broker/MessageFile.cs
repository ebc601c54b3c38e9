using Microsoft.Data.Sqlite;

namespace Shortloop.Engine.Broker;

/// <summary>The broker's database: one connection, one transaction at a time, durable when it returns.</summary>
internal sealed class MessageFile : IDisposable
{
    private const int SchemaVersion = 1;
    private readonly SqliteConnection connection;
    private readonly Lock turn = new();

    static MessageFile() => SQLitePCL.Batteries_V2.Init();

    public MessageFile(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = full, Pooling = false }.ToString());
        connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        CheckSchema(full);
    }

    /// <summary>Everything inside happens or nothing does, and nobody else's work comes between.</summary>
    public T Transaction<T>(Func<MessageFile, T> work)
    {
        lock (turn)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var result = work(this);
            transaction.Commit();
            return result;
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

    private void CheckSchema(string path)
    {
        var found = First("PRAGMA user_version", row => row.GetInt64(0));
        if (found > SchemaVersion)
            throw new InvalidOperationException(
                $"{path} was written by a newer version (schema {found}, this one knows {SchemaVersion}). Update, or choose another data folder.");
        if (found == 0)
            Execute($"BEGIN; {Schema()} PRAGMA user_version = 1; COMMIT;");
    }

    private static string Schema()
    {
        var type = typeof(MessageFile);
        using var stream = type.Assembly.GetManifestResourceStream($"{type.Namespace}.Schema.001-messages.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
