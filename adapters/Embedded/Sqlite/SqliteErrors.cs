using Microsoft.Data.Sqlite;
using Shortloop.Core;

namespace Shortloop.Adapters.Sqlite;

/// <summary>What SQLite's result codes mean for the work at hand. https://www.sqlite.org/rescode.html</summary>
internal static class SqliteErrors
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    public static WorkException Translate(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        Busy or Locked => new TransientException(
            "store_throttled", $"Another process is writing to {path}. Try again shortly.", TimeSpan.FromSeconds(1), error),
        Full => new TransientException(
            "store_full", $"The disk that holds {path} is full. Free some space; work goes on by itself then.", TimeSpan.FromSeconds(30), error),
        ReadOnly => new PermanentException(
            "store_read_only", $"{path} cannot be written. Check the permissions of the file and of its folder.", error),
        CannotOpen => new PermanentException(
            "store_unavailable", $"{path} cannot be opened. Check that its folder exists and that you may write there.", error),
        Corrupt or NotADatabase => new PermanentException(
            "store_damaged", $"{path} is not a sound database. Move it away and restore a backup, or start with an empty data folder.", error),
        IoError => new TransientException(
            "store_unavailable", $"Reading or writing {path} failed. Check the disk.", TimeSpan.FromSeconds(5), error),
        _ => new TransientException("store_unavailable", $"{path}: SQLite error {error.SqliteErrorCode}.", inner: error),
    };
}
