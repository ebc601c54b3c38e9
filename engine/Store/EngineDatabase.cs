using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Shortloop.Sqlite;

namespace Shortloop.Engine.Store;

/// <summary>Opens the file, brings it to the newest schema, and hands out connections: one that writes, any number that read.</summary>
internal sealed class EngineDatabase : IDisposable
{
    // "dure" in ASCII: tells this file from any other SQLite file before anything is written to it.
    private const int ApplicationId = 0x64757265;

    private static readonly SqliteSchema Schema =
        SqliteSchema.Embedded("a durable engine's file", ApplicationId, typeof(EngineDatabase).Assembly, "Shortloop.Engine.Schema");

    private readonly SqliteFile _file;
    private readonly FileStream _lock;

    /// <param name="logger">Told where the copy of an older file is that was made before its schema was changed.</param>
    /// <exception cref="SqliteFileException">The file can't be used; it is as it was.</exception>
    internal EngineDatabase(DurableEngineOptions options, ILogger logger)
    {
        _file = new SqliteFile(options.DatabasePath, Schema, options.Synchronous == SynchronousMode.Full ? "FULL" : "NORMAL")
        {
            BusyTimeout = options.BusyTimeout,
            Copied = copy => logger.OldFileCopied(options.DatabasePath, copy),
        };
        _lock = Lock(_file.Path);
        try
        {
            _file.Create().Dispose();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal Db OpenWriter() => new(_file.Open());

    internal Db OpenReader()
    {
        var db = new Db(_file.Open());
        db.Run("PRAGMA query_only = 1");
        return db;
    }

    internal SqliteFileException Explain(SqliteException error) => SqliteFaults.Explain(error, _file.Path);

    public void Dispose() => _lock.Dispose();

    // Two engines on one file would both run everything. The operating system lets go of this lock when a process dies.
    private static FileStream Lock(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (File.Exists(path + ".lock"))
        {
            throw new SqliteFileException(SqliteFault.Busy, $"{path} is in use by another engine, or held while it is copied; only one may have it open. Stop that, or wait for its end.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SqliteFileException(
                SqliteFault.ReadOnly, $"{path} cannot be written: {error.Message} Check the permissions and the space of its folder.", error);
        }
    }
}
