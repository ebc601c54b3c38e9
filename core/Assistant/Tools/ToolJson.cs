using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Shortloop.Core.Models;

namespace Shortloop.Core.Assistant.Tools;

/// <summary>How arguments and results of tools are written.</summary>
internal static class ToolJson
{
    /// <summary>Results: without what is null, and in letters that a model reads as they are.</summary>
    public static JsonSerializerOptions Results { get; } = new(JsonSerializerOptions.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonElement SchemaOf<T>()
    {
        var exporter = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };
        JsonNode schema = ModelJson.Options.GetJsonSchemaAsNode(typeof(T), exporter);
        // Some services take no parameters without properties.
        if (schema is JsonObject root)
        {
            root["type"] = "object";
            root.TryAdd("properties", new JsonObject());
        }

        return JsonSerializer.SerializeToElement(schema);
    }

    /// <returns>What the id is of that can't be one of ours; null: all could be.</returns>
    public static string? FindForeignId(JsonElement arguments)
    {
        if (arguments.ValueKind != JsonValueKind.Object)
            return null;
        foreach (JsonProperty property in arguments.EnumerateObject())
            if (property.Name.EndsWith("Id", StringComparison.Ordinal) && property.Value.ValueKind == JsonValueKind.String && !Ids.IsWellFormed(property.Value.GetString()))
                return property.Name[..^2];
        return null;
    }

    /// <summary>For the model, which is to write them again. The serialiser's own message names our types.</summary>
    public static string Explain(JsonException broken, AssistantTool tool)
    {
        string place = broken.Path is { Length: > 1 } path ? $" at {path}" : "";
        string position = string.Create(CultureInfo.InvariantCulture, $"line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}");
        return $"The arguments of {tool.Name} are not the JSON that its schema asks for{place} ({position}). "
            + $"Give one JSON object of this schema: {tool.Schema.GetRawText()}";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
            return node;
        if (schema.ContainsKey("enum"))
            schema.TryAdd("type", "string");
        if (schema.TryGetPropertyValue("default", out JsonNode? standard) && standard is null)
            schema.Remove("default");
        ICustomAttributeProvider? said = context.PropertyInfo?.AssociatedParameter?.AttributeProvider ?? context.PropertyInfo?.AttributeProvider;
        if (said?.GetCustomAttributes(typeof(DescriptionAttribute), false) is [DescriptionAttribute { Description: var text }, ..])
            schema.Insert(0, "description", text);
        return schema;
    }
}
