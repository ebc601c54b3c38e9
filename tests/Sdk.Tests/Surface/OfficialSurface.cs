using System.Reflection;

namespace Shortloop.Sdk.Tests.Surface;

/// <summary>The official assemblies' listings, kept as text beside the tests.</summary>
internal sealed class OfficialSurface
{
    private readonly ILookup<string, string> _members;

    private OfficialSurface(IReadOnlyCollection<string> lines)
    {
        Types = lines.Where(IsType).Select(TypeLine.Parse).ToDictionary(type => type.Name);
        _members = lines.Where(line => !IsType(line)).ToLookup(line => OwnerOf(line) ?? "");
    }

    public IReadOnlyDictionary<string, TypeLine> Types { get; }

    public static OfficialSurface Load() => Parse(ReadLines());

    public static IEnumerable<string> ReadLines()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".txt", StringComparison.Ordinal))
            .SelectMany(name => ReadLines(assembly, name));
    }

    public static OfficialSurface Parse(IEnumerable<string> lines) =>
        new([.. lines.Where(line => line.Length > 0 && !line.StartsWith('#')).DistinctBy(KeyOf)]);

    public IEnumerable<string> MembersOf(string type) => _members[type];

    private static IEnumerable<string> ReadLines(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
            yield return line.TrimEnd();
    }

    /// <summary>Two assemblies may have an internal helper class of one name; its line is the same.</summary>
    private static string KeyOf(string line) => IsType(line) ? line.Split(" :: ")[0] : line;

    private static bool IsType(string line) => line.Contains(" :: ", StringComparison.Ordinal);

    /// <summary>The longest type name that the line begins with.</summary>
    private string? OwnerOf(string line)
    {
        // A member's own name is the last dotted part before its parameters or type, so look for the dot from there.
        int end = line.IndexOfAny(['(', ':']);
        for (int dot = line.LastIndexOf('.', end); dot > 0; dot = line.LastIndexOf('.', dot - 1))
        {
            if (Types.ContainsKey(line[..dot]))
                return line[..dot];
        }

        return null;
    }
}
