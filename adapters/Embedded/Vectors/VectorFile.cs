using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Vectors;

/// <summary>The vectors at rest. Not safe for concurrent use: the index takes turns.</summary>
internal sealed class VectorFile : IDisposable
{
    private const int SchemaVersion = 1;
    private readonly SqliteConnection connection;
    private readonly string path;

    static VectorFile() => SQLitePCL.Batteries_V2.Init();

    public VectorFile(string path)
    {
        this.path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(this.path)!);
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = this.path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            CheckSchema();
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw Translated(error);
        }
    }

    public IEnumerable<(string Id, float[] Vector)> Load(ShelfKey shelf)
    {
        using var command = Command(
            "SELECT id, vector FROM vectors WHERE org = @org AND kind = @kind AND model = @model",
            ("@org", shelf.OrgId), ("@kind", shelf.Kind), ("@model", shelf.Model));
        using var rows = command.ExecuteReader();
        while (rows.Read())
            yield return (rows.GetString(0), MemoryMarshal.Cast<byte, float>(rows.GetFieldValue<byte[]>(1)).ToArray());
    }

    public void Put(VectorEntry entry) => Execute(
        """
        INSERT INTO vectors (org, kind, model, id, vector) VALUES (@org, @kind, @model, @id, @vector)
        ON CONFLICT (org, kind, model, id) DO UPDATE SET vector = @vector
        """,
        ("@org", entry.OrgId), ("@kind", entry.Kind), ("@model", entry.Model), ("@id", entry.Id),
        ("@vector", MemoryMarshal.AsBytes(entry.Vector.Span).ToArray()));

    public void Remove(string orgId, string kind, string id) => Execute(
        "DELETE FROM vectors WHERE org = @org AND kind = @kind AND id = @id", ("@org", orgId), ("@kind", kind), ("@id", id));

    public void Dispose() => connection.Dispose();

    private void CheckSchema()
    {
        using var version = Command("PRAGMA user_version");
        var found = (long)version.ExecuteScalar()!;
        if (found > SchemaVersion)
            throw new PermanentException(
                "store_newer",
                $"{path} was written by a newer version of Shortloop (schema {found}, this one knows {SchemaVersion}). Update, or choose another data folder.");
        if (found == 0)
            Execute($"BEGIN; {Schema()} PRAGMA user_version = 1; COMMIT;");
    }

    private static string Schema()
    {
        var assembly = typeof(VectorFile).Assembly;
        using var reader = new StreamReader(assembly.GetManifestResourceStream($"{assembly.GetName().Name}.Schema.001-vectors.sql")!);
        return reader.ReadToEnd();
    }

    private void Execute(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException error)
        {
            throw Translated(error);
        }
    }

    private SqliteCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private TransientException Translated(SqliteException error) =>
        new("index_unavailable", $"{path}: SQLite error {error.SqliteErrorCode}. Check the disk, its space and its permissions.", inner: error);
}
