using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Sqlite;

internal static class JsonPaths
{
    /// <summary>As SQLite's JSON functions want it, in quotes: <c>'$."probe"."durationSeconds"'</c>.</summary>
    public static string SqlLiteral(string path) => $"'$.{string.Join('.', DocumentRules.Segments(path).Select(segment => $"\"{segment}\""))}'";
}
