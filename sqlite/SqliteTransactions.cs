using Microsoft.Data.Sqlite;

namespace Shortloop.Sqlite;

public static class SqliteTransactions
{
    /// <summary>
    /// Everything inside happens, or nothing does. It takes the write lock before the first read, so that a decision never rests on a stale
    /// version. Not Microsoft.Data.Sqlite's transaction: when SQLite has rolled back by itself (disk full), that one can't be ended any more,
    /// nor another begun.
    /// </summary>
    /// <param name="work">Says whether what it did is to stay.</param>
    public static T Transact<T>(this SqliteConnection connection, Func<(T Result, bool Commit)> work)
    {
        connection.ExecuteAll("BEGIN IMMEDIATE");
        try
        {
            var (result, commit) = work();
            connection.ExecuteAll(commit ? "COMMIT" : "ROLLBACK");
            return result;
        }
        catch
        {
            connection.RollBackIfOpen();
            throw;
        }
    }

    public static void RollBackIfOpen(this SqliteConnection connection)
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) connection.ExecuteAll("ROLLBACK");
    }
}
