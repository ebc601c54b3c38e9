using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Shortloop.Functions.Http.Bodies;

/// <summary>
/// The serialiser puts null where a body leaves something out, also where our types say that it can't be: then a function would meet a null that its
/// compiler has excluded. Nullable annotations are what a type promises; here the promise is kept.
/// </summary>
internal static class RequiredValues
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Member>> Known = new();

    /// <returns>Path of the first value that has to be there and isn't, as in the JSON; null: all are.</returns>
    public static string? FindMissing(object value) => Find(value, "");

    private static string? Find(object value, string path)
    {
        if (value is IEnumerable items and not string)
            return FindInItems(items, path, itemsRequired: false);
        if (value.GetType().Assembly.GetName().Name is not { } assembly || !assembly.StartsWith("Shortloop.", StringComparison.Ordinal))
            return null;
        foreach (Member member in Known.GetOrAdd(value.GetType(), Read))
        {
            string at = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            object? found = member.Property.GetValue(value);
            if (found is null ? member.Required : Inside(found, member, at) is { } inside && (at = inside) is not null)
                return at;
        }

        return null;
    }

    private static string? Inside(object found, Member member, string at) =>
        found is IEnumerable items and not string ? FindInItems(items, at, member.ItemsRequired) : Find(found, at);

    private static string? FindInItems(IEnumerable items, string path, bool itemsRequired)
    {
        int index = 0;
        foreach (object? item in items)
        {
            string at = $"{path}[{index++}]";
            if (item is null ? itemsRequired : Find(item, at) is { } inside && (at = inside) is not null)
                return at;
        }

        return null;
    }

    // What can be set comes from the body; the rest is computed from it.
    private static IReadOnlyList<Member> Read(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0).Select(property =>
        {
            NullabilityInfo info = nullability.Create(property);
            NullabilityInfo? items = info.ElementType ?? (info.GenericTypeArguments is [var only] ? only : null);
            return new Member(
                property, JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                !property.PropertyType.IsValueType && info.ReadState == NullabilityState.NotNull,
                items?.ReadState == NullabilityState.NotNull);
        })];
    }

    private sealed record Member(PropertyInfo Property, string Name, bool Required, bool ItemsRequired);
}
