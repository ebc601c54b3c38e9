using System.Text.Json.Nodes;

namespace Shortloop.EndToEnd.Fuzz;

/// <summary>Values that a schema of the API's own description allows, mostly plausible ones.</summary>
internal sealed class SchemaSample(JsonNode description, Random random)
{
    public JsonNode? Of(JsonNode schema, int depth = 0)
    {
        if ((string?)schema["$ref"] is { } reference)
            return Of(description["components"]!["schemas"]![reference.Split('/')[^1]]!, depth);
        foreach (var choice in (string[])["oneOf", "anyOf", "allOf"])
            if (schema[choice] is JsonArray { Count: > 0 } options)
                return Of(options[random.Next(options.Count)]!, depth);
        if (schema["enum"] is JsonArray { Count: > 0 } values)
            return values[random.Next(values.Count)]?.DeepClone();
        var types = schema["type"] is JsonArray several ? [.. several.Select(type => (string)type!)] : new[] { (string?)schema["type"] ?? "object" };
        return types[random.Next(types.Length)] switch
        {
            "null" => null,
            "boolean" => random.Next(2) == 0,
            "integer" => random.Next(1, 1000),
            "number" => random.NextDouble(),
            "string" => Text(schema),
            "array" => Array(schema, depth),
            _ => Object(schema, depth),
        };
    }

    private JsonValue Text(JsonNode schema) => JsonValue.Create((string?)schema["format"] switch
    {
        "date-time" => DateTimeOffset.UtcNow.AddDays(random.Next(-3, 30)).ToString("O"),
        "uri" => "https://example.com/x",
        "uuid" => Guid.NewGuid().ToString(),
        _ => random.Next(8) switch
        {
            0 => "tiktok",
            1 => $"person{random.Next(1000)}@example.com",
            2 => "editor",
            3 => "MDAwMDAw",
            4 => "four words not together",
            5 => "a.mp4",
            _ => $"text {random.Next(1000)}",
        },
    });

    private JsonArray Array(JsonNode schema, int depth)
    {
        var array = new JsonArray();
        if (schema["items"] is { } items && depth < 5)
            for (var i = random.Next(3); i >= 0; i--)
                array.Add(Of(items, depth + 1));
        return array;
    }

    private JsonObject Object(JsonNode schema, int depth)
    {
        var made = new JsonObject();
        if (schema["properties"] is JsonObject properties && depth < 5)
            foreach (var (name, property) in properties)
                made[name] = Of(property!, depth + 1);
        return made;
    }
}
