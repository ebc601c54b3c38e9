using System.Globalization;
using System.Reflection;

namespace Shortloop.Sqlite;

/// <param name="Version">1 for the script that makes the first schema; the file's <c>user_version</c> once it has run.</param>
public sealed record SchemaScript(int Version, string Name, string Sql);

/// <summary>Numbered scripts that make a schema: each one starts from what the one before has left. A released script never changes.</summary>
/// <param name="Kind">What the file is, for messages: "a durable engine's file".</param>
/// <param name="ApplicationId">The mark in the header that tells this kind from others; 0: it has none.</param>
public sealed record SqliteSchema(string Kind, int ApplicationId, IReadOnlyList<SchemaScript> Scripts)
{
    public int Version => Scripts[^1].Version;

    /// <summary>From resources called <c>{folder}.NNN-name.sql</c>.</summary>
    public static SqliteSchema Embedded(string kind, int applicationId, Assembly assembly, string folder)
    {
        var scripts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + '.', StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Script(assembly, name, name[(folder.Length + 1)..]));
        return new SqliteSchema(kind, applicationId, [.. scripts]);
    }

    private static SchemaScript Script(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new SchemaScript(int.Parse(name.AsSpan(0, 3), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
