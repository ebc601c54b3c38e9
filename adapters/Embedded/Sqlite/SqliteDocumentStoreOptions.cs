namespace Shortloop.Adapters.Sqlite;

/// <param name="Path">The database file. Its folder is made if it is missing; SQLite keeps <c>-wal</c> and <c>-shm</c> files beside it.</param>
public sealed record SqliteDocumentStoreOptions(string Path)
{
    /// <summary>How long a write waits for another process that writes, before it is <c>store_throttled</c>. Default 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Expired documents are invisible at once and removed with the first write after so long. Default 1 min.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromMinutes(1);
}
