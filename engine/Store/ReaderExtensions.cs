using Microsoft.Data.Sqlite;

namespace Shortloop.Engine.Store;

internal static class ReaderExtensions
{
    internal static string? Text(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    internal static long? Long(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
