using Microsoft.Data.Sqlite;

namespace Shortloop.Engine.Store;

/// <summary>Opens the file, checks or makes its schema, and hands out connections: one that writes, any number that read.</summary>
internal sealed class EngineDatabase : IDisposable
{
    internal const int SchemaVersion = 1;

    // "dure" in ASCII: tells this file from any other SQLite file before anything is written to it.
    private const int ApplicationId = 0x64757265;

    private readonly string _path;
    private readonly string _synchronous;
    private readonly FileStream _lock;

    /// <exception cref="InvalidOperationException">The file is in use, is newer than this engine, or is another program's.</exception>
    internal EngineDatabase(string path, SynchronousMode synchronous)
    {
        _path = Path.GetFullPath(path);
        _synchronous = synchronous == SynchronousMode.Full ? "FULL" : "NORMAL";
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _lock = Lock(_path);
        try
        {
            using var db = OpenWriter();
            Check(db);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal Db OpenWriter() => Open("PRAGMA journal_mode = WAL", $"PRAGMA synchronous = {_synchronous}");

    internal Db OpenReader() => Open("PRAGMA query_only = 1");

    public void Dispose() => _lock.Dispose();

    // Two engines on one file would both run everything. The operating system lets go of this lock when a process dies.
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new InvalidOperationException($"'{path}' is in use by another engine; only one may have it open.", error);
        }
    }

    private Db Open(params ReadOnlySpan<string> settings)
    {
        // Not pooled: a pool would keep the file open after the engine has stopped.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString());
        connection.Open();
        var db = new Db(connection);
        db.Run("PRAGMA busy_timeout = 5000");
        foreach (var setting in settings) db.Run(setting);
        return db;
    }

    private void Check(Db db)
    {
        var version = db.Number("PRAGMA user_version");
        var application = db.Number("PRAGMA application_id");
        if (version == 0 && db.Number("SELECT count(*) FROM sqlite_master") == 0)
        {
            Create(db);
            return;
        }
        if (application != ApplicationId)
            throw new InvalidOperationException($"'{_path}' is not a durable engine's file; nothing was changed in it.");
        if (version > SchemaVersion)
            throw new InvalidOperationException(
                $"'{_path}' has schema version {version}, this engine knows up to {SchemaVersion}. Start a newer build; nothing was changed.");
    }

    private static void Create(Db db)
    {
        using var schema = typeof(EngineDatabase).Assembly.GetManifestResourceStream("Shortloop.Engine.Schema.durable.sql")!;
        using var text = new StreamReader(schema);
        db.Run("BEGIN EXCLUSIVE");
        db.Run(text.ReadToEnd());
        db.Run($"PRAGMA application_id = {ApplicationId}");
        db.Run($"PRAGMA user_version = {SchemaVersion}");
        db.Run("COMMIT");
    }
}
