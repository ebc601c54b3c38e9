using System.Text.Json;

namespace Shortloop.Sandbox.OpenAi;

/// <summary>The <c>response_format</c> of a request, with the strict subset's rules.</summary>
internal sealed record ResponseShape(JsonElement? Schema, bool AnyObject, string? Problem)
{
    public static ResponseShape From(JsonElement request)
    {
        if (request.Field("response_format") is not { } format || format.Text("type") == "text")
            return new(null, false, null);
        if (format.Text("type") == "json_object")
            return new(null, true, null);
        if (format.Text("type") != "json_schema" || format.Field("json_schema") is not { } named)
            return Wrong("response_format.type must be text, json_object or json_schema with a json_schema.");
        if (named.Text("name") is not { Length: > 0 and <= 64 } name || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            return Wrong("json_schema.name must be 1 to 64 letters, digits, _ or -.");
        if (named.Field("schema") is not { ValueKind: JsonValueKind.Object } schema)
            return Wrong("json_schema.schema is required.");
        return new(schema, false, named.Flag("strict") ? Strict(schema) : null);
    }

    public string Fill(PromptFacts prompt)
    {
        if (Schema is { } schema)
            return new SchemaFiller(schema, prompt).Fill().ToJsonString();
        var phrases = new Phrases(prompt.Text, prompt.Prose);
        return AnyObject
            ? JsonSerializer.Serialize(new { answer = phrases.Sentence("answer") })
            : string.Join(' ', Enumerable.Range(0, 3).Select(i => phrases.Sentence($"answer{i}")));
    }

    private static ResponseShape Wrong(string problem) => new(null, false, problem);

    private static string? Strict(JsonElement schema) =>
        schema.Text("type") == "object" ? Strict(schema, "root") : "Invalid schema: the root must be an object.";

    /// <summary>Strict mode: closed objects, every property required.</summary>
    private static string? Strict(JsonElement schema, string at)
    {
        if (schema.Field("properties") is { ValueKind: JsonValueKind.Object } properties)
        {
            if (schema.Field("additionalProperties") is not { ValueKind: JsonValueKind.False })
                return $"Invalid schema at {at}: 'additionalProperties' is required to be supplied and to be false.";
            var required = schema.Field("required") is { ValueKind: JsonValueKind.Array } names ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
            if (properties.EnumerateObject().FirstOrDefault(p => !required.Contains(p.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } missing)
                return $"Invalid schema at {at}: 'required' must include every key in properties. Missing '{missing.Name}'.";
        }

        return Children(schema).Select(child => Strict(child.Schema, $"{at}.{child.Name}")).FirstOrDefault(problem => problem is not null);
    }

    private static IEnumerable<(string Name, JsonElement Schema)> Children(JsonElement schema)
    {
        foreach (var key in new[] { "properties", "$defs", "definitions" })
        {
            if (schema.Field(key) is not { ValueKind: JsonValueKind.Object } named)
                continue;
            foreach (var property in named.EnumerateObject())
                yield return (property.Name, property.Value);
        }

        if (schema.Field("items") is { } items)
            yield return ("items", items);
        if (schema.Field("anyOf") is { ValueKind: JsonValueKind.Array } choices)
        {
            foreach (var choice in choices.EnumerateArray())
                yield return ("anyOf", choice);
        }
    }
}
