using System.ComponentModel;
using System.Reflection;

namespace Shortloop.Sdk.Tests.Surface;

/// <summary>The attributes a caller notices, as the listings write them.</summary>
internal static class AttributeLists
{
    private static readonly HashSet<Type> Printed =
        [typeof(AttributeUsageAttribute), typeof(ObsoleteAttribute), typeof(EditorBrowsableAttribute)];

    public static IEnumerable<string> Print(MemberInfo member) => member.GetCustomAttributesData()
        .Where(attribute => Printed.Contains(attribute.AttributeType))
        .Select(Print);

    private static string Print(CustomAttributeData attribute)
    {
        string name = attribute.AttributeType.Name[..^nameof(Attribute).Length];
        var arguments = attribute.ConstructorArguments.Select(Print)
            .Concat(attribute.NamedArguments.Select(argument => $"{argument.MemberName} = {Print(argument.TypedValue)}"));
        return $"[{name}({string.Join(", ", arguments)})]";
    }

    private static string Print(CustomAttributeTypedArgument argument)
    {
        if (argument.ArgumentType == typeof(AttributeTargets))
            return ((AttributeTargets)argument.Value!).ToString();

        return argument.ArgumentType.IsEnum
            ? $"{argument.ArgumentType.Name}.{Enum.GetName(argument.ArgumentType, argument.Value!)}"
            : Literals.Print(argument.Value);
    }
}

internal static class Literals
{
    public static string Print(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        Enum name => $"{name.GetType().Name}.{name}",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"No notation for {value.GetType()}."),
    };
}
