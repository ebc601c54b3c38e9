using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Shortloop.Engine;

namespace Shortloop.Bench.Engine;

/// <summary>What the disk and SQLite allow whoever waits for each commit: one row, one transaction, again. The engine's figures are read beside it.</summary>
internal static class BareLoop
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(string folder, SynchronousMode mode)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        await connection.OpenAsync();
        Run(connection, "PRAGMA journal_mode = WAL");
        Run(connection, mode == SynchronousMode.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        Run(connection, "CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO row (body) VALUES ('about as long as one event of a history is')";
        var (commits, begin) = (0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(begin) < Span)
        {
            insert.ExecuteNonQuery();
            commits++;
        }
        var suffix = mode == SynchronousMode.Full ? "_full" : "";
        new Figure($"engine.bare_commits_per_s{suffix}", commits / Stopwatch.GetElapsedTime(begin).TotalSeconds, "1/s", 0, Bound.AtLeast).Write();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
