namespace Shortloop.Adapters.Vectors;

/// <param name="Path">The database file. Its folder is made if it is missing. One process at a time uses it.</param>
public sealed record SqliteVectorIndexOptions(string Path)
{
    /// <summary>How long an order waits for another process that writes to the file. Default 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
