namespace Shortloop.Sdk.Tests.Surface;

/// <summary>Everything of ours must be official, and everything abstract of an official type must be ours too.</summary>
internal sealed class SurfaceComparison(OfficialSurface official, IReadOnlyCollection<Type> ours)
{
    private readonly HashSet<string> _ourNames = [.. ours.Select(TypeNames.Print)];

    public IEnumerable<string> Differences() => ours.SelectMany(Compare);

    private IEnumerable<string> Compare(Type type)
    {
        var line = TypeLine.Of(type);
        if (!official.Types.TryGetValue(line.Name, out var theirs))
            return [$"{line.Name}\n  is not an official type"];

        return [.. CompareTypes(line, theirs), .. CompareMembers(line.Name, [.. MemberPrinter.Print(type)])];
    }

    private IEnumerable<string> CompareTypes(TypeLine line, TypeLine theirs)
    {
        if (line.Kind != theirs.Kind)
            yield return Describe(line.Name, "kind", line.Kind, theirs.Kind);

        var attributes = theirs.Attributes.Where(attribute => !KnownGaps.IsIgnored(attribute)).ToList();
        if (!line.Attributes.SequenceEqual(attributes))
            yield return Describe(line.Name, "attributes", string.Join(' ', line.Attributes), string.Join(' ', attributes));

        var bases = theirs.Bases.Where(name => !KnownGaps.InterfacesLeftOut.Contains(name) || _ourNames.Contains(name)).ToList();
        if (!line.Bases.Order().SequenceEqual(bases.Order()))
            yield return Describe(line.Name, "base and interfaces", string.Join(", ", line.Bases), string.Join(", ", bases));
    }

    private IEnumerable<string> CompareMembers(string type, IReadOnlyCollection<string> members)
    {
        var theirs = official.MembersOf(type).ToList();
        foreach (string member in members.Except(theirs))
        {
            string[] near = [.. theirs.Where(line => NameOf(line, type) == NameOf(member, type))];
            yield return $"ours:     {member}\n"
                + (near.Length == 0 ? "official: no member of that name" : string.Join('\n', near.Select(line => $"official: {line}")));
        }

        bool needsAll = official.Types[type].Kind is "interface" or "enum";
        foreach (string missing in theirs.Except(members).Where(line => needsAll || IsAbstract(line)))
            yield return $"missing:  {missing}";
    }

    private static bool IsAbstract(string line) => line.EndsWith(" abstract]", StringComparison.Ordinal);

    private static string NameOf(string line, string type)
    {
        string rest = line[(type.Length + 1)..];
        return rest[..rest.IndexOfAny(['(', '<', ' '])];
    }

    private static string Describe(string type, string what, string mine, string theirs) =>
        $"{type}: {what}\n  ours:     {mine}\n  official: {theirs}";
}
