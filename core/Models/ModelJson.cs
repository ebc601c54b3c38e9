using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;

namespace Shortloop.Core.Models;

/// <summary>How evidence goes to a model and answers come back: camelCase, nothing extra, nothing missing, no null where none may be.</summary>
public static class ModelJson
{
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>Schema of an answer in the strict subset that all providers take: closed objects, every property required.</summary>
    public static JsonElement SchemaOf<T>()
    {
        var exporter = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = static (_, node) => Close(node),
        };
        return JsonSerializer.SerializeToElement(Options.GetJsonSchemaAsNode(typeof(T), exporter));
    }

    private static JsonNode Close(JsonNode node)
    {
        if (node is not JsonObject schema) return node;
        // Not every provider takes an enum without its type.
        if (schema.ContainsKey("enum")) schema.TryAdd("type", "string");
        if (schema["properties"] is not JsonObject properties) return node;
        schema["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Key)]);
        schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
