using System.Reflection;

namespace Shortloop.Sdk.Tests.Surface;

/// <summary>Types as the official listings write them: C# keywords, common System namespaces left out, <c>?</c> where annotated.</summary>
internal static class TypeNames
{
    private static readonly HashSet<string> OmittedNamespaces =
        ["System", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks"];

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    /// <summary>Without annotations: declarations, base types, constraints.</summary>
    public static string Print(Type type) => Print(type, Annotations.None);

    public static string Print(Type type, Annotations annotations)
    {
        if (type.IsByRef)
            return Print(type.GetElementType()!, annotations);

        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Print(underlying, annotations) + "?";

        if (type.IsValueType)
        {
            if (type.IsGenericType)
                annotations.Next();
            return PrintName(type, annotations);
        }

        string mark = annotations.Next() ? "?" : "";
        return type.IsArray ? $"{Print(type.GetElementType()!, annotations)}[]{mark}" : PrintName(type, annotations) + mark;
    }

    private static string PrintName(Type type, Annotations annotations)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;

        if (type.IsGenericParameter)
            return type.Name;

        string name = OmittedNamespaces.Contains(type.Namespace ?? "") ? type.Name : $"{type.Namespace}.{type.Name}";
        if (!type.IsGenericType)
            return name;

        var arguments = type.GetGenericArguments().Select(argument => Print(argument, annotations)).ToList();
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", arguments)}>";
    }
}

/// <summary>
/// The compiler's nullable annotations of one member or parameter, in the order in which the parts of its type are written.
/// The framework's own reader can't be used: it does not tell an unconstrained <c>T</c> from <c>T?</c>.
/// </summary>
internal sealed class Annotations
{
    private const byte Annotated = 2;

    private readonly byte[] _flags;
    private int _next;

    private Annotations(byte[] flags) => _flags = flags;

    public static Annotations None => new([]);

    /// <param name="target">Where the annotation itself is.</param>
    /// <param name="scopes">Where its default may be, nearest first.</param>
    public static Annotations Of(IEnumerable<CustomAttributeData> target, params IEnumerable<MemberInfo?> scopes)
    {
        if (Find(target, "NullableAttribute") is { } own)
            return new(own);

        var inherited = scopes.OfType<MemberInfo>().Select(scope => Find(scope.CustomAttributes, "NullableContextAttribute"));
        return new(inherited.FirstOrDefault(flags => flags is not null) ?? []);
    }

    /// <summary>A single flag stands for all parts.</summary>
    public bool Next() => _flags.Length switch
    {
        0 => false,
        1 => _flags[0] == Annotated,
        _ => _flags[_next++] == Annotated,
    };

    private static byte[]? Find(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeType.Name == name)?.ConstructorArguments[0].Value switch
        {
            byte one => [one],
            IEnumerable<CustomAttributeTypedArgument> many => [.. many.Select(argument => (byte)argument.Value!)],
            _ => null,
        };
}
