using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Shortloop.Functions.OpenApi;

/// <summary>Where a type is used decides what is required: callers may leave defaults out, answers hold every property.</summary>
[Flags]
internal enum SchemaUse
{
    Request = 1,
    Response = 2,
}

/// <summary>JSON schemas by the serialiser's own contracts. Records, classes and enums become components, once each.</summary>
internal sealed class SchemaBook
{
    private readonly JsonSerializerOptions _json;
    private readonly SchemaNames _names = new();
    private readonly Dictionary<Type, SchemaUse> _uses = [];
    private readonly Dictionary<Type, (string Property, object Value)> _discriminators = [];

    public SchemaBook(JsonSerializerOptions json)
    {
        _json = new(json);
        _json.MakeReadOnly(populateMissingResolver: true);
    }

    public JsonObject Of(Type type, SchemaUse use)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return OrNull(Of(underlying, use));
        if (PlainSchemas.Of(type) is { } plain) return plain;

        var contract = _json.GetTypeInfo(type);
        return contract.Kind switch
        {
            JsonTypeInfoKind.Enumerable => new() { ["type"] = "array", ["items"] = Of(contract.ElementType!, use) },
            JsonTypeInfoKind.Dictionary => new() { ["type"] = "object", ["additionalProperties"] = Of(contract.ElementType!, use) },
            JsonTypeInfoKind.Object => Component(type, use),
            _ => type.IsEnum ? Component(type, use) : [],
        };
    }

    /// <summary>Every component that was referred to, by name.</summary>
    public JsonObject Components() => new(_uses.Keys
        .OrderBy(_names.Of, StringComparer.Ordinal)
        .Select(type => KeyValuePair.Create(_names.Of(type), (JsonNode?)Write(type))));

    private JsonObject Component(Type type, SchemaUse use)
    {
        var known = _uses.GetValueOrDefault(type);
        _uses[type] = known | use;

        // Writing it once marks what it refers to, with the same use; the result is thrown away.
        if ((known | use) != known) Write(type);
        return new() { ["$ref"] = $"#/components/schemas/{_names.Of(type)}" };
    }

    private JsonObject Write(Type type)
    {
        var contract = _json.GetTypeInfo(type);
        if (type.IsEnum) return PlainSchemas.OfEnum(contract);
        return contract.PolymorphismOptions is { DerivedTypes.Count: > 0 } family ? WriteFamily(type, family) : WriteObject(contract);
    }

    private JsonObject WriteFamily(Type type, JsonPolymorphismOptions family)
    {
        var mapping = new JsonObject();
        var choices = new JsonArray();
        foreach (var derived in family.DerivedTypes.OrderBy(derived => $"{derived.TypeDiscriminator}", StringComparer.Ordinal))
        {
            _discriminators[derived.DerivedType] = (family.TypeDiscriminatorPropertyName, derived.TypeDiscriminator ?? "");
            var reference = Component(derived.DerivedType, _uses[type]);
            mapping[$"{derived.TypeDiscriminator}"] = (string?)reference["$ref"];
            choices.Add(reference);
        }

        return new()
        {
            ["oneOf"] = choices,
            ["discriminator"] = new JsonObject { ["propertyName"] = family.TypeDiscriminatorPropertyName, ["mapping"] = mapping },
        };
    }

    private JsonObject WriteObject(JsonTypeInfo contract)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        if (_discriminators.TryGetValue(contract.Type, out var discriminator))
        {
            properties[discriminator.Property] = new JsonObject { ["type"] = "string", ["const"] = $"{discriminator.Value}" };
            required.Add(discriminator.Property);
        }

        foreach (var property in contract.Properties.Where(PropertyRules.IsListed))
        {
            var use = _uses[contract.Type];
            var schema = Of(property.PropertyType, use);
            properties[property.Name] = PropertyRules.Describe(property, PropertyRules.IsNullable(property, use) ? OrNull(schema) : schema);
            if (PropertyRules.IsRequired(property, use, _json)) required.Add(property.Name);
        }

        var json = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0) json["required"] = required;
        return json;
    }

    private static JsonObject OrNull(JsonObject schema)
    {
        if (schema.ContainsKey("$ref")) return new() { ["oneOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        if (schema["type"] is JsonValue type) schema["type"] = new JsonArray(type.GetValue<string>(), "null");
        return schema;
    }
}
