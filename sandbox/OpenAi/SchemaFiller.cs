using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.OpenAi;

/// <summary>Walks a JSON schema and makes a valid answer; what a single value looks like is <see cref="PlausibleValues"/>' business.</summary>
internal sealed class SchemaFiller(JsonElement root, PromptFacts prompt)
{
    public const int UsualItems = 3;

    private const int DeepestRecursion = 12;
    private const int LongestCard = 60;

    private readonly PlausibleValues _values = new(prompt);

    public JsonNode Fill() => Value(root, new Place("$", "", 0, 0))!;

    private JsonNode? Value(JsonElement schema, Place place)
    {
        schema = Resolve(schema);
        if (schema.Field("const") is { } constant)
            return JsonNode.Parse(constant.GetRawText());
        if (schema.Field("enum") is { ValueKind: JsonValueKind.Array } options)
            return JsonNode.Parse(options[_values.Choice(place, options.GetArrayLength())].GetRawText());
        if ((schema.Field("anyOf") ?? schema.Field("oneOf")) is { ValueKind: JsonValueKind.Array } choices)
            return Value(Choose(choices, place), place);
        return TypeOf(schema, place) switch
        {
            "object" => Object(schema, place),
            "array" => Array(schema, place),
            "integer" => JsonValue.Create((long)_values.Number(schema, place, whole: true)),
            "number" => JsonValue.Create(_values.Number(schema, place, whole: false)),
            "boolean" => JsonValue.Create(_values.Choice(place, 2) == 1),
            "null" => null,
            _ => JsonValue.Create(_values.Text(schema, place)),
        };
    }

    private JsonElement Resolve(JsonElement schema)
    {
        for (var hops = 0; hops < DeepestRecursion && schema.Text("$ref") is { } reference && reference.StartsWith('#'); hops++)
            schema = reference.Split('/').Skip(1).Aggregate(root, (at, part) => at.Field(part) ?? root);
        return schema;
    }

    /// <summary>The first choice that is something; null only when a recursive schema has to end.</summary>
    private JsonElement Choose(JsonElement choices, Place place)
    {
        var all = choices.EnumerateArray().ToList();
        var empty = all.FindIndex(c => Resolve(c).Text("type") == "null");
        return empty >= 0 && (place.Depth > DeepestRecursion || all.Count == 1) ? all[empty] : all.First(c => Resolve(c).Text("type") != "null");
    }

    private static string TypeOf(JsonElement schema, Place place)
    {
        if (schema.Field("type") is { ValueKind: JsonValueKind.Array } types)
        {
            var names = types.EnumerateArray().Select(t => t.GetString()!).ToList();
            // A number that may be missing is one that the prompt may not know.
            var skip = names.Contains("null") && (place.Depth > DeepestRecursion || names.Contains("number") || names.Contains("integer"));
            return skip ? "null" : names.First(n => n != "null" || names.Count == 1);
        }

        return schema.Text("type") ?? (schema.Field("properties") is not null ? "object" : schema.Field("items") is not null ? "array" : "string");
    }

    private JsonObject Object(JsonElement schema, Place place)
    {
        var filled = new JsonObject();
        if (schema.Field("properties") is { ValueKind: JsonValueKind.Object } properties)
        {
            foreach (var property in properties.EnumerateObject())
                filled[property.Name] = Value(property.Value, place.Property(property.Name));
        }

        MatchDuration(filled);
        MatchShot(filled);
        return filled;
    }

    /// <summary>A duration beside a list of segments is where the last one ends.</summary>
    private static void MatchDuration(JsonObject filled)
    {
        var end = filled.Select(p => p.Value).OfType<JsonArray>().Select(a => (a.LastOrDefault() as JsonObject)?["end"]).FirstOrDefault(e => e is not null);
        var duration = filled.Select(p => p.Key).FirstOrDefault(k => k.StartsWith("duration", StringComparison.OrdinalIgnoreCase));
        if (end is not null && duration is not null && filled[duration]?.GetValueKind() == JsonValueKind.Number)
            filled[duration] = end.DeepClone();
    }

    /// <summary>What lasts some seconds is short, and so is the text that stands over it.</summary>
    private static void MatchShot(JsonObject filled)
    {
        if (filled["seconds"]?.GetValueKind() != JsonValueKind.Number || filled["text"]?.GetValueKind() != JsonValueKind.String)
            return;
        filled["seconds"] = 3;
        if ((string)filled["text"]! is { Length: > LongestCard } text)
            filled["text"] = text[..LongestCard].TrimEnd();
    }

    /// <summary>Shares of a list add up to 1.</summary>
    private static void MatchShares(JsonArray filled)
    {
        foreach (var part in filled.OfType<JsonObject>().Where(part => part["share"]?.GetValueKind() == JsonValueKind.Number))
            part["share"] = Math.Round(1.0 / filled.Count, 4);
    }

    private JsonArray Array(JsonElement schema, Place place)
    {
        // What may only name evidence names what there is.
        if (place.Name == "evidence" && Resolve(schema.Field("items") ?? default).Text("type") == "string")
            return new JsonArray([.. prompt.AllIds.Take(UsualItems).Select(id => (JsonNode)id)]);
        var least = (int)(schema.Number("minItems") ?? 0);
        var most = (int)(schema.Number("maxItems") ?? Math.Max(least, UsualItems));
        var items = schema.Field("items") ?? JsonElement.Parse("{}");
        var wanted = Resolve(items).Field("properties") is { ValueKind: JsonValueKind.Object } properties
            ? _values.CountOf([.. properties.EnumerateObject().Select(p => p.Name)]) : null;
        var count = place.Depth > DeepestRecursion ? least
            : wanted is { } listed ? Math.Clamp(listed, least, (int)(schema.Number("maxItems") ?? listed))
            : Math.Clamp(UsualItems, least, most);
        var filled = new JsonArray([.. Enumerable.Range(0, count).Select(i => Value(items, place.Item(i)))]);
        MatchShares(filled);
        return filled;
    }
}

/// <summary>Where in the answer a value stands.</summary>
/// <param name="Name">Of the nearest property.</param>
/// <param name="Index">In the nearest list.</param>
internal sealed record Place(string Path, string Name, int Index, int Depth)
{
    public bool Has(string part) => Name.Contains(part, StringComparison.OrdinalIgnoreCase);

    public Place Property(string name) => new($"{Path}.{name}", name, Index, Depth + 1);

    public Place Item(int index) => new($"{Path}[{index}]", Name, index, Depth + 1);
}
