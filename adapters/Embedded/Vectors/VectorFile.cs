using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Sqlite;

namespace Shortloop.Adapters.Vectors;

/// <summary>The vectors at rest. Not safe for concurrent use: the index takes turns.</summary>
internal sealed class VectorFile : IDisposable
{
    private static readonly SqliteSchema Schema =
        SqliteSchema.Embedded("a vector index's file", applicationId: 0, typeof(VectorFile).Assembly, "Shortloop.Adapters.Vectors.Schema");

    private readonly SqliteFile file;
    private readonly SqliteConnection connection;

    public VectorFile(string path, TimeSpan busyTimeout, Action<string>? copied)
    {
        file = new SqliteFile(path, Schema, "FULL") { BusyTimeout = busyTimeout, Copied = copied };
        connection = Translated(file.Create);
    }

    public IReadOnlyList<(string Id, float[] Vector)> Load(ShelfKey shelf) => Translated(() =>
    {
        using var command = Command(
            "SELECT id, vector FROM vectors WHERE org = @org AND kind = @kind AND model = @model",
            ("@org", shelf.OrgId), ("@kind", shelf.Kind), ("@model", shelf.Model));
        using var rows = command.ExecuteReader();
        var vectors = new List<(string, float[])>();
        while (rows.Read())
            vectors.Add((rows.GetString(0), MemoryMarshal.Cast<byte, float>(rows.GetFieldValue<byte[]>(1)).ToArray()));
        return vectors;
    });

    public void Put(VectorEntry entry) => Execute(
        """
        INSERT INTO vectors (org, kind, model, id, vector) VALUES (@org, @kind, @model, @id, @vector)
        ON CONFLICT (org, kind, model, id) DO UPDATE SET vector = @vector
        """,
        ("@org", entry.OrgId), ("@kind", entry.Kind), ("@model", entry.Model), ("@id", entry.Id),
        ("@vector", MemoryMarshal.AsBytes(entry.Vector.Span).ToArray()));

    public void Remove(string orgId, string kind, string id) => Execute(
        "DELETE FROM vectors WHERE org = @org AND kind = @kind AND id = @id", ("@org", orgId), ("@kind", kind), ("@id", id));

    public void RemoveAll(string orgId) => Execute("DELETE FROM vectors WHERE org = @org", ("@org", orgId));

    public void Dispose() => connection.Dispose();

    private void Execute(string sql, params (string Name, object Value)[] parameters) => Translated(() =>
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    });

    private SqliteCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private T Translated<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw Translated(SqliteFaults.Explain(error, file.Path));
        }
        catch (SqliteFileException error)
        {
            throw Translated(error);
        }
    }

    private static WorkException Translated(SqliteFileException error) => error switch
    {
        { Fault: SqliteFault.Newer } => new PermanentException("store_newer", error.Message, error),
        { Passes: true } => new TransientException("index_unavailable", error.Message, inner: error),
        _ => new PermanentException("index_unusable", error.Message, error),
    };
}
