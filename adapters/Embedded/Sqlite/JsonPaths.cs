using System.Text.RegularExpressions;

namespace Shortloop.Adapters.Sqlite;

/// <summary>Dotted camelCase paths. Only letters, digits, _ and - pass, which is also what makes them safe inside SQL text.</summary>
internal static partial class JsonPaths
{
    public static string[] Segments(string path) =>
        Grammar().IsMatch(path) ? path.Split('.') : throw new ArgumentException($"'{path}' is not a JSON path like 'status' or 'probe.durationSeconds'.");

    /// <summary>As SQLite's JSON functions want it, in quotes: <c>'$."probe"."durationSeconds"'</c>.</summary>
    public static string SqlLiteral(string path) => $"'$.{string.Join('.', Segments(path).Select(segment => $"\"{segment}\""))}'";

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\z")]
    private static partial Regex Grammar();
}
