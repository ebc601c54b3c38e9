using System.Reflection;
using System.Runtime.CompilerServices;

namespace Shortloop.Sdk.Tests.Surface;

/// <summary>One line a member, in the notation of the official listings.</summary>
internal static class MemberPrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Print(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
            return [];

        var constructors = type.GetConstructors(Declared).Where(it => IsVisible(it) && !it.IsStatic).Select(PrintConstructor);
        var methods = type.GetMethods(Declared).Where(it => IsVisible(it) && IsWritten(it)).Select(PrintMethod);
        var properties = type.GetProperties(Declared).Where(it => Accessors(it).Any()).Select(PrintProperty);
        var fields = type.GetFields(Declared).Where(it => (it.IsPublic || it.IsFamily) && !it.IsSpecialName).Select(PrintField);
        return constructors.Concat(methods).Concat(properties).Concat(fields).Select(line => $"{TypeNames.Print(type)}.{line}");
    }

    public static string PrintParameters(MethodBase method) =>
        $"({string.Join(", ", method.GetParameters().Select(parameter => PrintParameter(parameter, method)))})";

    public static string PrintReturn(MethodInfo method) => TypeNames.Print(
        method.ReturnType, Annotations.Of(method.ReturnParameter.GetCustomAttributesData(), method, method.DeclaringType));

    private static string PrintConstructor(ConstructorInfo it) => $".ctor{PrintParameters(it)}  [{Modifiers(it, it)}]";

    private static string PrintMethod(MethodInfo it)
    {
        string generic = it.IsGenericMethod ? $"<{string.Join(", ", it.GetGenericArguments().Select(type => type.Name))}>" : "";
        string constraints = string.Concat(it.GetGenericArguments().Select(PrintConstraints));
        return $"{it.Name}{generic}{PrintParameters(it)} : {PrintReturn(it)}{constraints}  [{Modifiers(it, it)}]";
    }

    private static string PrintProperty(PropertyInfo it)
    {
        var accessors = Accessors(it).ToList();
        var annotations = Annotations.Of(it.GetCustomAttributesData(), accessors[0], it.DeclaringType);
        string names = string.Concat(accessors.Select(accessor => PrintAccessor(accessor) + "; "));
        return $"{it.Name} : {TypeNames.Print(it.PropertyType, annotations)} {{ {names}}}  [{Modifiers(it, accessors[0])}]";
    }

    private static string PrintAccessor(MethodInfo accessor)
    {
        if (accessor.ReturnType != typeof(void))
            return "get";

        bool isInit = accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return isInit ? "init" : "set";
    }

    private static string PrintField(FieldInfo it)
    {
        string type = TypeNames.Print(it.FieldType, Annotations.Of(it.GetCustomAttributesData(), it.DeclaringType));
        string value = it.IsLiteral ? " = " + Literals.Print(it.GetRawConstantValue()) : "";
        string kind = it.IsLiteral ? "const" : string.Concat(it.IsStatic ? "static " : "", it.IsInitOnly ? "readonly" : "").TrimEnd();
        string access = it.IsPublic ? "public" : "protected";
        return $"{it.Name} : {type}{value}  [{Join([.. AttributeLists.Print(it), access, kind])}]";
    }

    private static string PrintParameter(ParameterInfo parameter, MethodBase method)
    {
        bool isThis = parameter.Position == 0 && method.IsDefined(typeof(ExtensionAttribute), false);
        string prefix = isThis ? "this "
            : parameter.IsOut ? "out "
            : parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params "
            : "";
        var annotations = Annotations.Of(parameter.GetCustomAttributesData(), method, method.DeclaringType);
        return $"{prefix}{TypeNames.Print(parameter.ParameterType, annotations)} {parameter.Name}{PrintDefault(parameter)}";
    }

    private static string PrintDefault(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue)
            return "";

        var type = parameter.ParameterType;
        bool isWholeStruct = parameter.DefaultValue is null && type.IsValueType && Nullable.GetUnderlyingType(type) is null;
        return isWholeStruct ? " = default" : " = " + Literals.Print(parameter.DefaultValue);
    }

    private static string PrintConstraints(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        var constraints = flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? new List<string> { "class" } : [];
        constraints.AddRange(parameter.GetGenericParameterConstraints().Select(TypeNames.Print));
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            constraints.Add("new()");
        return constraints.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", constraints)}";
    }

    private static string Modifiers(MemberInfo member, MethodBase method)
    {
        string access = method.IsPublic ? "public" : "protected";
        return Join([.. AttributeLists.Print(member), access, Dispatch(method)]);
    }

    private static string Dispatch(MethodBase method)
    {
        if (method.IsStatic)
            return "static";

        // A final new slot is how an interface is implemented without "virtual"; members of an interface have no modifier.
        bool isNewSlot = method.Attributes.HasFlag(MethodAttributes.NewSlot);
        if (method.DeclaringType!.IsInterface || !method.IsVirtual || (isNewSlot && method.IsFinal))
            return "";

        string sealedPrefix = method.IsFinal ? "sealed " : "";
        return method.IsAbstract ? "abstract" : isNewSlot ? "virtual" : sealedPrefix + "override";
    }

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property) => property.GetAccessors(nonPublic: true).Where(IsVisible);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>Neither an accessor nor a record's own copy method, which no source can call.</summary>
    private static bool IsWritten(MethodInfo method) =>
        !method.Name.StartsWith('<') && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static string Join(IEnumerable<string> words) => string.Join(' ', words.Where(word => word.Length > 0));
}
