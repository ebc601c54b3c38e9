using Microsoft.Data.Sqlite;

namespace Shortloop.Sqlite;

/// <summary>What SQLite's result codes mean to the one who has to deal with them. https://www.sqlite.org/rescode.html</summary>
public static class SqliteFaults
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    public static SqliteFault Of(SqliteException error) => error.SqliteErrorCode switch
    {
        Busy or Locked => SqliteFault.Busy,
        ReadOnly => SqliteFault.ReadOnly,
        IoError => SqliteFault.Disk,
        Corrupt or NotADatabase => SqliteFault.Damaged,
        Full => SqliteFault.Full,
        CannotOpen => SqliteFault.CannotOpen,
        _ => SqliteFault.Other,
    };

    public static SqliteFileException Explain(SqliteException error, string path) => Explain(Of(error), path, error);

    internal static SqliteFileException Explain(SqliteFault fault, string path, SqliteException? error = null) =>
        new(fault, $"{path} {Advice(fault, error)}", error);

    private static string Advice(SqliteFault fault, SqliteException? error) => fault switch
    {
        SqliteFault.Busy => "is being written by another process. Try again shortly, or end that process.",
        SqliteFault.ReadOnly => "cannot be written. Check the permissions of the file and of its folder.",
        SqliteFault.Full => "cannot grow: the disk is full. Free some space; work goes on by itself then.",
        SqliteFault.Disk => $"could not be read or written (SQLite error {error?.SqliteExtendedErrorCode}). Check the disk.",
        SqliteFault.Damaged => "is damaged. Move it away and restore a backup, or start with an empty data folder.",
        SqliteFault.CannotOpen => "cannot be opened. Check that its folder exists and that you may write there.",
        _ => $"did not take a statement (SQLite error {error?.SqliteExtendedErrorCode}: {error?.Message}).",
    };
}
