using Microsoft.Data.Sqlite;

namespace Shortloop.Sqlite;

/// <summary>One database on the disk: opened only if it is what it should be, brought to the newest schema, and left alone otherwise.</summary>
/// <param name="synchronous">FULL: a commit survives a power cut; NORMAL: it survives the process.</param>
public sealed class SqliteFile(string path, SqliteSchema schema, string synchronous = "FULL")
{
    private static readonly Lazy<bool> Initialised = new(() =>
    {
        SQLitePCL.Batteries_V2.Init();
        ShortSleeps.Use();
        return true;
    });

    static SqliteFile() => Initialise();

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>How long a statement waits for another process that writes.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Told the copy's path when an older file was copied before its schema was changed.</summary>
    public Action<string>? Copied { get; init; }

    /// <summary>The first connection: it checks the file, and makes or changes its schema.</summary>
    /// <exception cref="SqliteFileException">The file can't be used. If it was there before, it is as it was.</exception>
    public SqliteConnection Create()
    {
        CreateFolder();
        Check();
        return Explained(() => Opened(Migrate));
    }

    /// <summary>Another connection to a file that <see cref="Create"/> has opened. It has no pool: the file is free once all are closed.</summary>
    public SqliteConnection Open() => Explained(() => Opened(_ => { }));

    internal static void Initialise() => _ = Initialised.Value;

    private SqliteConnection Opened(Action<SqliteConnection> prepare)
    {
        var connection = Connect(SqliteOpenMode.ReadWriteCreate);
        try
        {
            prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false, Mode = mode, DefaultTimeout = Math.Max(1, (int)BusyTimeout.TotalSeconds) };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            // Where it may not write, SQLite opens for reading without a word.
            if (mode != SqliteOpenMode.ReadOnly && SQLitePCL.raw.sqlite3_db_readonly(connection.Handle, "main") != 0)
                throw SqliteFaults.Explain(SqliteFault.ReadOnly, Path);
            connection.ExecuteAll($"PRAGMA busy_timeout = {(int)BusyTimeout.TotalMilliseconds}; PRAGMA synchronous = {synchronous};");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Migrate(SqliteConnection connection)
    {
        if (connection.Value("PRAGMA journal_mode = WAL") is not "wal")
            throw new SqliteFileException(SqliteFault.CannotOpen, $"{Path} cannot keep a log beside itself. Choose a data folder on a local disk.");
        new Migration(connection, Path, schema, Copied).Run();
    }

    // Everything that must be refused is found before SQLite may write anything.
    private void Check()
    {
        try
        {
            if (FileHeader.Read(Path) is not { } header) return;
            if (header.UserVersion > 0 && !FileHeader.HasLog(Path)) Check(header.UserVersion, header.ApplicationId, isEmpty: false);
            else Explained(CheckByReading);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or (IOException and not SqliteFileException))
        {
            throw new SqliteFileException(SqliteFault.CannotOpen, $"{Path} cannot be read. Check the permissions of the file and of its folder.", error);
        }
    }

    private bool CheckByReading()
    {
        using var connection = Connect(SqliteOpenMode.ReadOnly);
        Check(
            connection.Number("PRAGMA user_version"), connection.Number("PRAGMA application_id"),
            isEmpty: connection.Number("SELECT count(*) FROM sqlite_master") == 0);
        return true;
    }

    private void Check(int version, int application, bool isEmpty)
    {
        if (version > schema.Version)
            throw new SqliteFileException(
                SqliteFault.Newer,
                $"{Path} was written by a newer version (it has schema version {version}, this one knows up to {schema.Version}); nothing was changed in it. "
                + "Start the newer version, or choose another data folder.");
        // Version 0 and empty: a first start that was cut off before its first commit.
        if (version == 0 ? !isEmpty : application != schema.ApplicationId) throw Foreign();
    }

    private SqliteFileException Foreign() => new(
        SqliteFault.Foreign, $"{Path} is not {schema.Kind}; nothing was changed in it. Move it away, or choose another data folder.");

    private void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SqliteFileException(
                SqliteFault.CannotOpen, $"The folder of {Path} cannot be made. Choose another data folder or check its permissions.", error);
        }
    }

    private T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Explain(error, Path);
        }
    }
}
