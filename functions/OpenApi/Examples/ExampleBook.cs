using System.Text.Json.Nodes;

namespace Shortloop.Functions.OpenApi.Examples;

/// <summary>Examples that follow from the schemas: written by hand where it matters, else a value for each property.</summary>
internal sealed class ExampleBook(JsonObject components)
{
    private const int Deepest = 6;
    private const string Reference = "#/components/schemas/";

    public JsonNode? Of(JsonObject schema) => Make(schema, "", "", 0);

    private JsonNode? Make(JsonObject schema, string name, string owner, int depth)
    {
        if ((string?)schema["$ref"] is { } reference)
            return OfComponent(reference[Reference.Length..], name, depth);
        if (schema["const"] is { } constant)
            return constant.DeepClone();
        if (schema["enum"] is JsonArray choices)
            return choices[0]?.DeepClone();
        if (schema["oneOf"] is JsonArray options)
            return OfChoice(options, name, owner, depth);
        return TypeOf(schema) switch
        {
            "string" => ExampleValues.Text(name, (string?)schema["format"], owner),
            "integer" => Bounded(schema, ExampleValues.Number(name, whole: true)),
            "number" => ExampleValues.Number(name, whole: false),
            "boolean" => false,
            "array" => schema["items"] is JsonObject item && depth < Deepest ? new JsonArray(Make(item, One(name), owner, depth + 1)) : new JsonArray(),
            "object" => OfObject(schema, name, owner, depth),
            _ => new JsonObject(),
        };
    }

    private JsonNode? OfComponent(string component, string name, int depth)
    {
        if (WrittenExamples.All.TryGetValue(component, out string? written))
            return JsonNode.Parse(written);
        return Make((JsonObject)components[component]!, name, component, depth + 1);
    }

    /// <summary>What may be null is shown, unless it is what went wrong, or something within itself.</summary>
    private JsonNode? OfChoice(JsonArray options, string name, string owner, int depth)
    {
        bool mayBeNull = options.Any(option => (string?)option!["type"] == "null");
        return mayBeNull && (depth >= Deepest || name is "failure" or "policy" or "error") ? null : Make((JsonObject)options[0]!, name, owner, depth);
    }

    private JsonObject OfObject(JsonObject schema, string name, string owner, int depth)
    {
        var example = new JsonObject();
        foreach ((string property, JsonNode? rules) in schema["properties"] as JsonObject ?? [])
            example[property] = Make((JsonObject)rules!, property, owner, depth);
        if (schema["additionalProperties"] is JsonObject each && depth < Deepest)
            example["name"] = Make(each, name, owner, depth + 1);
        return example;
    }

    private static string? TypeOf(JsonObject schema) => schema["type"] is JsonArray several ? (string?)several[0] : (string?)schema["type"];

    private static JsonNode Bounded(JsonObject schema, JsonNode number) =>
        schema["maximum"] is JsonValue most && (long)number > (long)most ? most.DeepClone() : number;

    private static string One(string name) => name.EndsWith('s') ? name[..^1] : name;
}
