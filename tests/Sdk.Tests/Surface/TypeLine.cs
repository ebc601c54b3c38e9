using System.Reflection;
using System.Runtime.CompilerServices;

namespace Shortloop.Sdk.Tests.Surface;

/// <summary>A type's line: <c>Name :: [Attribute] sealed class : Base, IInterface</c>.</summary>
internal sealed record TypeLine(string Name, IReadOnlyList<string> Attributes, string Kind, IReadOnlyList<string> Bases)
{
    public static TypeLine Of(Type type)
    {
        string name = TypeNames.Print(type);
        var attributes = AttributeLists.Print(type).ToList();
        if (type.IsEnum)
            return new(name, attributes, "enum", [TypeNames.Print(type.GetEnumUnderlyingType())]);

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            return new(name, attributes, $"delegate {MemberPrinter.PrintParameters(invoke)}", [MemberPrinter.PrintReturn(invoke)]);
        }

        var parent = type.BaseType is { } it && it != typeof(object) && it != typeof(ValueType) ? new[] { it } : [];
        return new(name, attributes, PrintKind(type), [.. parent.Concat(type.GetInterfaces()).Select(TypeNames.Print)]);
    }

    public static TypeLine Parse(string line)
    {
        string[] halves = line.Split(" :: ", 2);
        string rest = halves[1];
        var attributes = new List<string>();
        while (rest.StartsWith('['))
        {
            int end = EndOfBracket(rest);
            attributes.Add(rest[..end]);
            rest = rest[end..].TrimStart();
        }

        int colon = rest.IndexOf(" : ", StringComparison.Ordinal);
        return colon < 0
            ? new(halves[0], attributes, rest, [])
            : new(halves[0], attributes, rest[..colon], SplitTopLevel(rest[(colon + 3)..]));
    }

    /// <summary>At the commas that are not inside a generic type's brackets.</summary>
    public static List<string> SplitTopLevel(string list)
    {
        var parts = new List<string>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.Length; i++)
        {
            depth += list[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (depth == 0 && list[i] == ',')
            {
                parts.Add(list[start..i].Trim());
                start = i + 1;
            }
        }

        parts.Add(list[start..].Trim());
        return parts;
    }

    private static string PrintKind(Type type)
    {
        if (type.IsInterface)
            return "interface";

        if (type.IsValueType)
            return type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly struct" : "struct";

        string prefix = (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => "",
        };
        bool isRecord = type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null;
        return prefix + "class" + (isRecord ? " (record)" : "");
    }

    private static int EndOfBracket(string text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth == 0)
                return i + 1;
        }

        throw new FormatException($"No end of bracket in: {text}");
    }
}
