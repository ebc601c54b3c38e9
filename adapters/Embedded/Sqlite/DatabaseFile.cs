using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Shortloop.Core;
using Shortloop.Sqlite;

namespace Shortloop.Adapters.Sqlite;

/// <summary>
/// One file, one writer at a time, as many readers as ask. Calls run on the caller's thread: a commit is one fsync,
/// and hopping threads for it would cost more than it frees.
/// </summary>
internal sealed class DatabaseFile : IDisposable
{
    private static readonly SqliteSchema Schema =
        SqliteSchema.Embedded("a document store's file", applicationId: 0, typeof(DatabaseFile).Assembly, "Shortloop.Adapters.Sqlite.Schema");

    private readonly SqliteFile file;
    private readonly SqliteConnection writer;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly ConcurrentBag<SqliteConnection> idleReaders = [];

    public DatabaseFile(string path, TimeSpan busyTimeout, Action<string>? copied)
    {
        // FULL: the engine's history survives a power cut, so what its steps wrote has to survive it too.
        file = new SqliteFile(path, Schema, "FULL") { BusyTimeout = busyTimeout, Copied = copied };
        writer = Translated(() => InMemory(file.Create()));
    }

    public T Read<T>(Func<SqliteConnection, T> work) => Translated(() =>
    {
        var reader = idleReaders.TryTake(out var idle) ? idle : InMemory(file.Open());
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
            return Translated(() => writer.Transact(() => work(writer)));
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

    // Sorting what doesn't fit into a page cache would else need a second place on the disk.
    private static SqliteConnection InMemory(SqliteConnection connection)
    {
        connection.ExecuteAll("PRAGMA temp_store = MEMORY");
        return connection;
    }

    private T Translated<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw StoreErrors.Translate(SqliteFaults.Explain(error, file.Path));
        }
        catch (SqliteFileException error)
        {
            throw StoreErrors.Translate(error);
        }
    }
}
