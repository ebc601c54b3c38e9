using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Shortloop.Core;

namespace Shortloop.Adapters.Sqlite;

/// <summary>
/// One file, one writer at a time, as many readers as ask. Calls run on the caller's thread: a commit is one fsync,
/// and hopping threads for it would cost more than it frees.
/// </summary>
internal sealed class DatabaseFile : IDisposable
{
    private const int SchemaVersion = 1;

    private readonly string path;
    private readonly string connectionString;
    private readonly TimeSpan busyTimeout;
    private readonly SqliteConnection writer;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly ConcurrentBag<SqliteConnection> idleReaders = [];

    static DatabaseFile() => SQLitePCL.Batteries_V2.Init();

    public DatabaseFile(string path, TimeSpan busyTimeout)
    {
        this.path = Path.GetFullPath(path);
        this.busyTimeout = busyTimeout;
        connectionString = new SqliteConnectionStringBuilder { DataSource = this.path, Pooling = false }.ToString();
        writer = Translated(() =>
        {
            CreateFolder();
            return OpenChecked();
        });
    }

    public T Read<T>(Func<SqliteConnection, T> work) => Translated(() =>
    {
        var reader = idleReaders.TryTake(out var idle) ? idle : Open();
        try
        {
            return work(reader);
        }
        finally
        {
            idleReaders.Add(reader);
        }
    });

    /// <summary>Runs <paramref name="work"/> as one transaction that sees every earlier write; it commits when it says so.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, (T Result, bool Commit)> work, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            return Translated(() =>
            {
                // Immediate: takes the write lock before the first read, so a decision never rests on a stale version.
                using var transaction = writer.BeginTransaction(deferred: false);
                var (result, commit) = work(writer);
                if (commit)
                    transaction.Commit();
                return result;
            });
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose()
    {
        foreach (var reader in idleReaders)
            reader.Dispose();
        writer.Dispose();
        writing.Dispose();
    }

    private T Translated<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Translate(error, path);
        }
    }

    private void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PermanentException(
                "store_unavailable", $"The folder of {path} cannot be made. Choose another data folder or check its permissions.", error);
        }
    }

    private SqliteConnection OpenChecked()
    {
        var connection = Open();
        try
        {
            CheckSchema(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString) { DefaultTimeout = Math.Max(1, (int)busyTimeout.TotalSeconds) };
        connection.Open();
        // FULL: the engine's history survives a power cut, so what its steps wrote has to survive it too.
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;");
        return connection;
    }

    private void CheckSchema(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var found = connection.Scalar<long>("PRAGMA user_version");
        if (found > SchemaVersion)
            throw new PermanentException(
                "store_newer",
                $"{path} was written by a newer version of Shortloop (schema {found}, this one knows {SchemaVersion}). Update, or choose another data folder.");
        if (found == 0)
            connection.Execute(Schema("001-documents.sql") + "PRAGMA user_version = 1;");
        transaction.Commit();
    }

    private static string Schema(string name)
    {
        var assembly = typeof(DatabaseFile).Assembly;
        using var stream = assembly.GetManifestResourceStream($"{assembly.GetName().Name}.Schema.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
