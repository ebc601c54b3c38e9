using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Shortloop.Functions.OpenApi;

/// <summary>What the serialiser's contract says about a property, in the words of a schema.</summary>
internal static class PropertyRules
{
    public static bool IsListed(JsonPropertyInfo property) =>
        !property.IsExtensionData && (property.Get is not null || property.Set is not null || property.AssociatedParameter is not null);

    public static bool IsNullable(JsonPropertyInfo property, SchemaUse use) =>
        !property.PropertyType.IsValueType && (use.HasFlag(SchemaUse.Response) ? property.IsGetNullable : AcceptsNull(property));

    /// <summary>A type that goes both ways follows the callers' rule: what they may leave out is not required.</summary>
    public static bool IsRequired(JsonPropertyInfo property, SchemaUse use, JsonSerializerOptions json)
    {
        if (use.HasFlag(SchemaUse.Request))
            return property.IsRequired || (property.AssociatedParameter is { HasDefaultValue: false } && !AcceptsNull(property));

        bool dropsNull = json.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingNull && IsOrMayBeNull(property);
        return !dropsNull && Ignored(property) is null or JsonIgnoreCondition.Never;
    }

    public static JsonObject Describe(JsonPropertyInfo property, JsonObject schema)
    {
        var description = Attribute<DescriptionAttribute>(property);
        if (description is not null) schema["description"] = description.Description;
        return schema;
    }

    private static bool AcceptsNull(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (!property.PropertyType.IsValueType && (property.AssociatedParameter?.IsNullable ?? property.IsSetNullable));

    private static bool IsOrMayBeNull(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsGetNullable);

    private static JsonIgnoreCondition? Ignored(JsonPropertyInfo property) => Attribute<JsonIgnoreAttribute>(property)?.Condition;

    private static T? Attribute<T>(JsonPropertyInfo property)
        where T : Attribute => property.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();
}
