using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Sqlite;

namespace Shortloop.Adapters.Vectors;

/// <summary>The vectors and texts at rest. Not safe for concurrent use: the index takes turns.</summary>
internal sealed class VectorFile : IDisposable
{
    private static readonly SqliteSchema Schema =
        SqliteSchema.Embedded("a vector index's file", applicationId: 0, typeof(VectorFile).Assembly, "Shortloop.Adapters.Vectors.Schema");

    private const string OneThing = "org = @org AND kind = @kind AND id = @id";

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

    /// <summary>Everything, by whose it is.</summary>
    public void ReadAll(Action<VectorEntry> each) => Translated(() =>
    {
        using var command = Command(
            """
            SELECT v.org, v.kind, v.id, v.model, w.text, v.vector FROM vectors v
            LEFT JOIN texts t ON t.org = v.org AND t.kind = v.kind AND t.id = v.id LEFT JOIN words w ON w.rowid = t.row
            ORDER BY v.org, v.kind, v.id, v.model
            """);
        using var rows = command.ExecuteReader();
        while (rows.Read())
            each(new VectorEntry(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3),
                MemoryMarshal.Cast<byte, float>(rows.GetFieldValue<byte[]>(5)).ToArray(), rows.IsDBNull(4) ? "" : rows.GetString(4)));
        return true;
    });

    /// <param name="question">As <see cref="WordQuery"/> makes it.</param>
    /// <returns>Ids, best first by BM25 (SQLite's is the better the lower), ties by id. How rare a word is is counted over the whole file.</returns>
    public IReadOnlyList<string> Find(string orgId, string kind, string question, int most) => Translated(() =>
    {
        // CROSS: the words come first. The other way round they would be looked up anew for each of the organisation's things.
        using var command = Command(
            """
            SELECT texts.id FROM words CROSS JOIN texts ON texts.row = words.rowid
            WHERE words MATCH @question AND texts.org = @org AND texts.kind = @kind
            ORDER BY bm25(words), texts.id LIMIT @most
            """,
            ("@question", question), ("@org", orgId), ("@kind", kind), ("@most", most));
        using var rows = command.ExecuteReader();
        var ids = new List<string>();
        while (rows.Read())
            ids.Add(rows.GetString(0));
        return ids;
    });

    public void Put(VectorEntry entry) => Together(() =>
    {
        (string, object)[] thing = [("@org", entry.OrgId), ("@kind", entry.Kind), ("@id", entry.Id)];
        Execute(
            """
            INSERT INTO vectors (org, kind, model, id, vector) VALUES (@org, @kind, @model, @id, @vector)
            ON CONFLICT (org, kind, model, id) DO UPDATE SET vector = @vector
            """,
            [.. thing, ("@model", entry.Model), ("@vector", MemoryMarshal.AsBytes(entry.Vector.Span).ToArray())]);
        RemoveTexts(OneThing, thing);
        if (string.IsNullOrWhiteSpace(entry.Text))
            return;
        Execute("INSERT INTO texts (org, kind, id) VALUES (@org, @kind, @id)", thing);
        Execute("INSERT INTO words (rowid, text) VALUES (last_insert_rowid(), @text)", ("@text", entry.Text));
    });

    public void Remove(string orgId, string kind, string id) => Remove(OneThing, ("@org", orgId), ("@kind", kind), ("@id", id));

    public void RemoveAll(string orgId)
    {
        Remove("org = @org", ("@org", orgId));
        // What was removed stays readable in the words' older segments until they are merged.
        Execute("INSERT INTO words (words) VALUES ('optimize')");
    }

    public void Dispose() => connection.Dispose();

    private void Remove(string which, params (string Name, object Value)[] parameters) => Together(() =>
    {
        Execute($"DELETE FROM vectors WHERE {which}", parameters);
        RemoveTexts(which, parameters);
    });

    private void RemoveTexts(string which, params (string Name, object Value)[] parameters)
    {
        Execute($"DELETE FROM words WHERE rowid IN (SELECT row FROM texts WHERE {which})", parameters);
        Execute($"DELETE FROM texts WHERE {which}", parameters);
    }

    private void Together(Action work) => Translated(() => connection.Transact(() =>
    {
        work();
        return (Result: true, Commit: true);
    }));

    private void Execute(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

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
