using System.Text;
using System.Text.RegularExpressions;
using Shortloop.Sdk.Tests.Surface;

namespace Shortloop.Sdk.Tests.Build;

/// <summary>
/// C# source with the whole official surface and no behaviour, written from the listings. What compiles against it compiles against the
/// official assemblies, as far as signatures decide.
/// </summary>
internal sealed partial class OfficialStubs(OfficialSurface official)
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;
        using System.Threading;
        using System.Threading.Tasks;

        """;

    private static readonly string[] InterfacesWithPublicMembers = ["IAsyncDisposable", "IDisposable", "IAsyncEnumerable<"];

    public string Write()
    {
        var source = new StringBuilder(Usings);
        foreach (var type in official.Types.Values.Where(type => !MissingTypes().IsMatch(string.Join(' ', type.Bases))))
            source.Append(WriteType(type));
        return source.ToString();
    }

    /// <summary>Types of assemblies whose surface is not listed; what mentions them is left out.</summary>
    [GeneratedRegex(@"(?<![\w.])(DurableTask\.Core|Azure\.Core|Grpc|Google\.Protobuf|Microsoft\.DurableTask\.(Protobuf|Testing\.Sidecar))\.|\b(BinaryData|TaskHubSidecarServiceBase)\b")]
    private static partial Regex MissingTypes();

    [GeneratedRegex(@"^(\w+\.)*I[A-Z][^.]*(<.*)?$")]
    private static partial Regex InterfaceName();

    private string WriteType(TypeLine type)
    {
        int dot = type.Name.Split('<')[0].LastIndexOf('.');
        string name = type.Name[(dot + 1)..];
        string head = $"namespace {type.Name[..dot]} {{ {string.Concat(type.Attributes.Select(WriteUsage))} public ";
        if (type.Kind.StartsWith("delegate ", StringComparison.Ordinal))
            return $"{head}delegate {type.Bases[0]} {name}{type.Kind["delegate ".Length..]}; }}\n";

        var members = MembersOf(type).ToList();
        if (type.Kind == "enum")
            return $"{head}enum {name} {{ {string.Join(", ", members.Select(member => $"{member.Name} = {member.Value}"))} }} }}\n";

        bool isRecord = type.Kind.EndsWith("(record)", StringComparison.Ordinal);
        string kind = isRecord ? "record" : type.Kind;
        var bases = type.Bases.Where(it => KeepsBase(type, it)).ToList();
        string list = bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
        var writer = new StubMemberWriter(name, isInterface: kind == "interface", BaseCall(type));
        var lines = members.Where(member => !isRecord || !IsSynthesized(member, type)).Select(writer.Write).ToList();
        lines.AddRange(bases.SelectMany(it => HiddenMembers(type, it)));
        if (kind.EndsWith("class", StringComparison.Ordinal) && kind != "static class" && !members.Exists(member => member.IsConstructor))
            lines.Add($"internal {StubMember.BareName(name)}() => throw null!;");
        return $"{head}{kind} {name}{list}\n{{\n    {string.Join("\n    ", lines)}\n}} }}\n";
    }

    private IEnumerable<StubMember> MembersOf(TypeLine type) => official.MembersOf(type.Name)
        .Where(line => !MissingTypes().IsMatch(line))
        .Select(line => StubMember.Parse(line[(type.Name.Length + 1)..]));

    /// <summary>A base class always; an interface where all its members are known.</summary>
    private bool KeepsBase(TypeLine type, string name)
    {
        if (type.Kind == "interface" || InterfacesWithPublicMembers.Any(it => name.StartsWith(it, StringComparison.Ordinal)))
            return true;

        if (name.StartsWith("IEquatable<", StringComparison.Ordinal))
            return type.Kind.EndsWith("struct", StringComparison.Ordinal);

        if (official.Types.TryGetValue(name, out var listed) && listed.Kind == "interface")
            return true;

        return name == type.Bases[0] && !InterfaceName().IsMatch(name);
    }

    /// <summary>What a class implements of an interface without showing it; listings don't have such members.</summary>
    private IEnumerable<string> HiddenMembers(TypeLine type, string name) =>
        type.Kind == "interface" || !official.Types.TryGetValue(name, out var listed) || listed.Kind != "interface"
            ? []
            : official.MembersOf(name).Where(line => !HasPublic(type, line[name.Length..].Split("  [")[0]))
                .Select(line => StubMemberWriter.WriteExplicit(name, StubMember.Parse(line[(name.Length + 1)..])));

    private bool HasPublic(TypeLine type, string member) =>
        official.MembersOf(type.Name).Any(line => line.StartsWith(type.Name + member, StringComparison.Ordinal));

    private string BaseCall(TypeLine type)
    {
        string parent = type.Bases.Count == 0 ? "" : type.Bases[0];
        var listed = official.Types.Values.FirstOrDefault(it => StubMember.BareName(it.Name) == StubMember.BareName(parent) && it != type);
        if (listed is null || listed.Kind == "interface")
            return "";

        var constructors = MembersOf(listed).Where(member => member.IsConstructor).ToList();
        return constructors.Count == 0 || constructors.Exists(member => member.HasNoRequiredParameter) ? "" : " : base(default!)";
    }

    private static bool IsSynthesized(StubMember member, TypeLine type) =>
        member.Name is "EqualityContract" or "Equals" or "PrintMembers" or "op_Equality" or "op_Inequality"
        || (member.IsConstructor && member.Parameters == $"({type.Name} original)")
        || (member.IsConstructor && member.Parameters == $"({type.Name} options)");

    private static string WriteUsage(string attribute)
    {
        const string Prefix = "[AttributeUsage(";
        if (!attribute.StartsWith(Prefix, StringComparison.Ordinal))
            return "";

        string[] arguments = attribute[Prefix.Length..^2].Split(", ");
        string targets = string.Join(" | ", arguments.Where(it => !it.Contains('=')).Select(it => $"AttributeTargets.{it}"));
        return $"[AttributeUsage({string.Join(", ", arguments.Where(it => it.Contains('=')).Prepend(targets))})]";
    }
}
