using System.Text.RegularExpressions;
using Shortloop.Sdk.Tests.Surface;

namespace Shortloop.Sdk.Tests.Build;

/// <summary>A member line of a listing: <c>Name&lt;T&gt;(parameters) : Type { accessors } = value where …  [modifiers]</c>.</summary>
internal sealed partial record StubMember(
    string Name, string Generic, string Parameters, string Type, string Accessors, string Value, string Constraints, string Modifiers)
{
    public bool IsConstructor => Name == ".ctor";

    public bool IsMethod => Parameters.Length > 0 && !IsConstructor;

    public bool HasNoRequiredParameter =>
        Parameters == "()" || TypeLine.SplitTopLevel(Parameters[1..^1]).TrueForAll(it => it.Contains(" = ", StringComparison.Ordinal));

    public static StubMember Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw new FormatException($"Not a member line: {text}");

        string Group(string name) => match.Groups[name].Value;
        return new(
            Group("name"), Group("generic"), Group("parameters").Replace(" = null", " = default", StringComparison.Ordinal),
            Group("type"), Group("accessors"), Group("value"), Group("constraints"), WithoutAttributes(Group("modifiers")));
    }

    /// <summary>A generic type's constructor is named without its parameters.</summary>
    public static string BareName(string name) => name.Split('<')[0];

    private static string WithoutAttributes(string modifiers) => modifiers[(modifiers.LastIndexOf(']') + 1)..].Trim();

    [GeneratedRegex(@"^(?<name>\.?\w+)(?<generic><[^(]*?>)?(?<parameters>\(.*?\))?"
        + @"(?: : (?<type>.+?)(?<accessors> \{ .*?\})?(?: = (?<value>.+?))?(?<constraints> where .+?)?)?"
        + @"  \[(?<modifiers>.+)\]$")]
    private static partial Regex Form();
}

/// <summary>Writes members as C# that has their signature and throws.</summary>
internal sealed class StubMemberWriter(string typeName, bool isInterface, string baseCall)
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
    };

    /// <summary>A member that is reached through its interface only.</summary>
    public static string WriteExplicit(string inInterface, StubMember member)
    {
        string body = member.Accessors.Contains("set;", StringComparison.Ordinal) ? "{ get => throw null!; set { } }" : "=> throw null!;";
        return $"{member.Type} {inInterface}.{member.Name}{member.Generic}{member.Parameters} {body}";
    }

    public string Write(StubMember member)
    {
        string modifiers = isInterface ? "" : member.Modifiers;
        string body = isInterface || modifiers.EndsWith("abstract", StringComparison.Ordinal) ? ";" : " => throw null!;";
        if (member.IsConstructor)
            return $"{modifiers} {StubMember.BareName(typeName)}{member.Parameters}{baseCall} => throw null!;";

        if (member.Name == "op_Implicit")
            return $"{modifiers} implicit operator {member.Type}{member.Parameters}{body}";

        if (Operators.TryGetValue(member.Name, out string? symbol))
            return $"{modifiers} {member.Type} operator {symbol}{member.Parameters}{body}";

        if (member.IsMethod)
            return $"{modifiers} {member.Type} {member.Name}{member.Generic}{member.Parameters}{member.Constraints}{body}";

        string declaration = $"{modifiers} {member.Type} {member.Name}";
        return member.Accessors.Length > 0
            ? declaration + member.Accessors.Replace("{ init; }", "{ init { } }", StringComparison.Ordinal)
            : $"{declaration} = {(member.Value.Length > 0 ? member.Value : "default!")};";
    }
}
