using System.Text.Json;

namespace Shortloop.Core.Planner.Prompts;

/// <summary>
/// The part of JSON Schema that answers are described in: type, properties, required, additionalProperties, items, enum, description, and the bounds
/// minLength, maxLength, minItems, maxItems, minimum, maximum. Own schemas may only be narrower than the agent's.
/// </summary>
public static class JsonSchemaRules
{
    private static readonly string[] Known =
    [
        "$schema", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum",
        "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum",
    ];

    private static readonly string[] Bounds = ["minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"];

    /// <summary>Why <paramref name="own"/> can't take the place of <paramref name="contract"/>; empty when it can.</summary>
    public static IReadOnlyList<string> Contradictions(JsonElement contract, JsonElement own) => [.. Compare(contract, own, "$").Take(20)];

    /// <summary>What in a value breaks a schema.</summary>
    public static IReadOnlyList<string> Problems(JsonElement schema, JsonElement value) => [.. Check(schema, value, "$").Take(20)];

    private static IEnumerable<string> Compare(JsonElement contract, JsonElement own, string path)
    {
        if (own.ValueKind != JsonValueKind.Object)
        {
            yield return $"{path} is no schema: write an object.";
            yield break;
        }

        foreach (string name in own.EnumerateObject().Select(property => property.Name).Where(name => !Known.Contains(name)))
            yield return $"{path} uses {name}, which is not known here.";
        foreach (string name in Bounds.Where(bound => own.TryGetProperty(bound, out JsonElement value) && value.ValueKind != JsonValueKind.Number))
            yield return $"{path}.{name} is no number.";
        if (TypeOf(contract) != TypeOf(own))
            yield return $"{path} has to be of type {TypeOf(contract)}.";
        else if (contract.TryGetProperty("properties", out JsonElement wanted))
            foreach (string problem in CompareProperties(wanted, own, path))
                yield return problem;
        else if (contract.TryGetProperty("items", out JsonElement item))
            foreach (string problem in own.TryGetProperty("items", out JsonElement ownItem) ? Compare(item, ownItem, path + "[]") : [$"{path} needs items."])
                yield return problem;
        if (own.TryGetProperty("enum", out JsonElement choices) && choices.ValueKind != JsonValueKind.Array)
            yield return $"{path}.enum is no list.";
    }

    private static IEnumerable<string> CompareProperties(JsonElement wanted, JsonElement own, string path)
    {
        if (!own.TryGetProperty("properties", out JsonElement present) || present.ValueKind != JsonValueKind.Object)
        {
            yield return $"{path} needs properties.";
            yield break;
        }

        string[] required = own.TryGetProperty("required", out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)]
            : [];
        foreach (JsonProperty property in wanted.EnumerateObject())
        {
            if (!present.TryGetProperty(property.Name, out JsonElement mine))
                yield return $"{path}.{property.Name} is missing: the agent's answer needs it.";
            else
                foreach (string problem in Compare(property.Value, mine, $"{path}.{property.Name}"))
                    yield return problem;
            if (!required.Contains(property.Name))
                yield return $"{path}.{property.Name} has to be required.";
        }

        foreach (JsonProperty extra in present.EnumerateObject().Where(property => !wanted.TryGetProperty(property.Name, out _)))
            yield return $"{path}.{extra.Name} is not part of the agent's answer.";
        if (!own.TryGetProperty("additionalProperties", out JsonElement additional) || additional.ValueKind != JsonValueKind.False)
            yield return $"{path} has to set additionalProperties to false.";
    }

    private static string TypeOf(JsonElement schema) => !schema.TryGetProperty("type", out JsonElement type) ? "none"
        : type.ValueKind == JsonValueKind.Array ? string.Join("|", type.EnumerateArray().Select(part => part.ToString()).Order())
        : type.ToString();

    private static IEnumerable<string> Check(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("enum", out JsonElement choices) && !choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)))
            yield return $"{path} is none of its choices.";
        (string Low, string High, double Size)? measure = value.ValueKind switch
        {
            JsonValueKind.String => ("minLength", "maxLength", value.GetString()!.Length),
            JsonValueKind.Array => ("minItems", "maxItems", value.GetArrayLength()),
            JsonValueKind.Number => ("minimum", "maximum", value.GetDouble()),
            _ => null,
        };
        if (measure is { } found)
        {
            if (schema.TryGetProperty(found.Low, out JsonElement low) && found.Size < low.GetDouble()) yield return $"{path} breaks {found.Low} {low}.";
            if (schema.TryGetProperty(found.High, out JsonElement high) && found.Size > high.GetDouble()) yield return $"{path} breaks {found.High} {high}.";
        }

        IEnumerable<(JsonElement Schema, JsonElement Value, string Path)> parts = value.ValueKind switch
        {
            JsonValueKind.Object when schema.TryGetProperty("properties", out JsonElement properties) =>
                value.EnumerateObject().Where(part => properties.TryGetProperty(part.Name, out _)).Select(part => (properties.GetProperty(part.Name), part.Value, $"{path}.{part.Name}")),
            JsonValueKind.Array when schema.TryGetProperty("items", out JsonElement item) =>
                value.EnumerateArray().Select((part, index) => (item, part, $"{path}[{index}]")),
            _ => [],
        };
        foreach (string problem in parts.SelectMany(part => Check(part.Schema, part.Value, part.Path)))
            yield return problem;
    }
}
