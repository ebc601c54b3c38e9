namespace Shortloop.Adapters.Vectors;

/// <param name="Path">The database file. Its folder is made if it is missing. One process at a time uses it.</param>
public sealed record SqliteVectorIndexOptions(string Path);
