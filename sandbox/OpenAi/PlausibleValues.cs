using System.Text.Json;

namespace Shortloop.Sandbox.OpenAi;

/// <summary>
/// Values within a schema's limits. Names carry hints: what the prompt's own JSON calls by the same name is taken from there (ids,
/// platforms), start and end in a list follow each other within the durations that the prompt names, hours are hours.
/// </summary>
internal sealed class PlausibleValues(PromptFacts prompt)
{
    private const double UsualSegmentSeconds = 3;

    private static readonly string[] ShortTexts = ["title", "name", "theme", "overlay", "hook", "label", "topic", "headline"];

    private readonly Phrases _phrases = new(prompt.Text, prompt.Prose);

    private double SecondsAtHand => new[] { "durationSeconds", "targetSeconds", "duration" }
        .SelectMany(prompt.Scalars).Where(v => v.ValueKind == JsonValueKind.Number).Select(v => v.GetDouble()).Append(double.MaxValue).Min();

    private bool IsShort => SecondsAtHand < UsualSegmentSeconds;

    public int Choice(Place place, int count) => (int)(_phrases.Number(place.Path) * count);

    /// <summary>
    /// How many items a list of objects should have: as many as the prompt lists of what one of their properties names, or
    /// one segment where there is no time for more.
    /// </summary>
    public int? CountOf(IReadOnlyList<string> properties)
    {
        if (properties.Contains("id") && prompt.AskedIds.Count > 0)
            return prompt.AskedIds.Count;
        var listed = properties.Select(name => prompt.Listed(name).Distinct().Count()).FirstOrDefault(count => count > 0);
        return listed > 0 ? listed : IsShort && properties.Contains("start") ? 1 : null;
    }

    public double Number(JsonElement schema, Place place, bool whole)
    {
        var step = Limit(schema, "multipleOf") ?? (whole ? 1 : 0.01);
        if (place.Name == "confidence")
            return Math.Round(0.5 + (_phrases.Number(place.Path) / 2), 2);
        var low = Limit(schema, "minimum") ?? Limit(schema, "exclusiveMinimum") + step;
        var high = Limit(schema, "maximum") ?? Limit(schema, "exclusiveMaximum") - step;
        var from = low ?? Math.Min(0, high ?? 0);
        var to = high ?? (from + (place.Has("hour") ? 23 : place.Has("minute") ? 59 : 100));
        var value = Moment(place) ?? Mentioned(place) ?? (from + (_phrases.Number(place.Path) * (to - from)));
        value = Math.Round(Math.Round(value / step) * step, 6);
        return Math.Clamp(value, low ?? value, high ?? value);
    }

    public string Text(JsonElement schema, Place place)
    {
        var text = schema.Text("format") switch
        {
            "date-time" => "2026-11-20T18:00:00Z",
            "date" => "2026-11-20",
            "time" => "18:00:00Z",
            "duration" => "PT30S",
            "email" => $"{_phrases.Word(place.Path)}@example.com",
            "uuid" => new Guid([.. BitConverter.GetBytes(Words.Hash(place.Path)), .. BitConverter.GetBytes(Words.Hash(prompt.Text))]).ToString(),
            "uri" => $"https://example.com/{_phrases.Word(place.Path)}",
            _ => Named(place),
        };
        var least = (int)(schema.Number("minLength") ?? 0);
        var most = (int)(schema.Number("maxLength") ?? int.MaxValue);
        for (var i = 0; text.Length < least; i++)
            text += " " + _phrases.Word($"{place.Path}+{i}");
        return text.Length <= most ? text : text[..most].TrimEnd().PadRight(least, '.');
    }

    /// <summary>Segments of a list lie one after the other, and inside the shortest duration that the prompt names.</summary>
    private double? Moment(Place place)
    {
        var isStart = place.Has("start");
        if (!isStart && !place.Name.EndsWith("end", StringComparison.OrdinalIgnoreCase) && !place.Name.StartsWith("end", StringComparison.OrdinalIgnoreCase))
            return null;
        var segment = IsShort ? SecondsAtHand : Math.Min(UsualSegmentSeconds, SecondsAtHand / (SchemaFiller.UsualItems + 1));
        return (place.Index + (isStart ? 0 : 1)) * segment;
    }

    private double? Mentioned(Place place)
    {
        var found = prompt.Scalars(place.Name).Where(v => v.ValueKind == JsonValueKind.Number).ToList();
        return found.Count == 0 ? null : found[Choice(place, found.Count)].GetDouble();
    }

    private string Named(Place place)
    {
        if (place.Name == "id" && place.Index < prompt.AskedIds.Count)
            return prompt.AskedIds[place.Index];
        if (prompt.Listed(place.Name).Distinct().ToList() is { Count: > 0 } listed)
            return listed[place.Index % listed.Count];
        if (prompt.Ids(place.Name) is { Count: > 0 } ids)
            return ids[(Choice(place, ids.Count) + place.Index) % ids.Count];
        if (place.Has("hashtag"))
            return _phrases.Tag(place.Index);
        if (ShortTexts.Any(place.Has))
            return _phrases.Title(place.Path);
        var found = prompt.Scalars(place.Name).Where(v => v.ValueKind == JsonValueKind.String).ToList();
        return found.Count == 0 ? _phrases.Sentence(place.Path) : found[Choice(place, found.Count)].GetString()!;
    }

    private static double? Limit(JsonElement schema, string name) =>
        schema.Field(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
