using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Shortloop.Sqlite;

namespace Shortloop.Engine.Store;

/// <summary>Connections that read. In WAL mode they neither wait for the writer nor hold it up.</summary>
internal sealed class ReaderPool(EngineDatabase database)
{
    private readonly ConcurrentBag<Db> _idle = [];
    private volatile bool _closed;

    /// <summary>Reads in one transaction: all statements see the same state.</summary>
    /// <exception cref="SqliteFileException">The file can't be read.</exception>
    internal T Read<T>(Func<Db, T> read)
    {
        if (_closed) throw new InvalidOperationException("The durable engine has stopped.");
        if (!_idle.TryTake(out var db)) db = database.OpenReader();
        try
        {
            db.Run("BEGIN");
            var result = read(db);
            db.Run("COMMIT");
            _idle.Add(db);
            if (_closed) Close();
            return result;
        }
        catch (SqliteException error)
        {
            db.Dispose();
            throw database.Explain(error);
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    internal void Close()
    {
        _closed = true;
        while (_idle.TryTake(out var db)) db.Dispose();
    }
}
