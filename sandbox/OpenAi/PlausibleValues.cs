using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shortloop.Sandbox.OpenAi;

/// <summary>
/// Values within a schema's limits. Names carry hints: a property that the prompt itself uses as a JSON key gets one of the values
/// found there (ids, platforms), start and end in a list follow each other within the prompt's duration, hashtags look like hashtags.
/// </summary>
internal sealed class PlausibleValues(string prompt)
{
    private const double UsualSegmentSeconds = 3;
    private const string NumberPattern = "-?[0-9]+(?:\\.[0-9]+)?";
    private const string StringPattern = "\"(?:[^\"\\\\]|\\\\.)*\"";

    private static readonly string[] ShortTexts = ["title", "name", "theme", "overlay", "hook", "label", "topic", "headline"];

    private readonly Phrases _phrases = new(prompt);

    public int Choice(Place place, int count) => (int)(_phrases.Number(place.Path) * count);

    public double Number(JsonElement schema, Place place, bool whole)
    {
        var step = Limit(schema, "multipleOf") ?? (whole ? 1 : 0.01);
        var low = Limit(schema, "minimum") ?? Limit(schema, "exclusiveMinimum") + step;
        var high = Limit(schema, "maximum") ?? Limit(schema, "exclusiveMaximum") - step;
        var from = low ?? Math.Min(0, high ?? 0);
        var value = Moment(place) ?? Mentioned(place) ?? (from + (_phrases.Number(place.Path) * ((high ?? (from + 100)) - from)));
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
            "uuid" => new Guid([.. BitConverter.GetBytes(Words.Hash(place.Path)), .. BitConverter.GetBytes(Words.Hash(prompt))]).ToString(),
            "uri" => $"https://example.com/{_phrases.Word(place.Path)}",
            _ => Named(place),
        };
        var least = (int)(schema.Number("minLength") ?? 0);
        var most = (int)(schema.Number("maxLength") ?? int.MaxValue);
        for (var i = 0; text.Length < least; i++)
            text += " " + _phrases.Word($"{place.Path}+{i}");
        return text.Length <= most ? text : text[..most].TrimEnd().PadRight(least, '.');
    }

    /// <summary>Segments of a list lie one after the other, and inside the duration that the prompt names.</summary>
    private double? Moment(Place place)
    {
        var isStart = place.Name.Contains("start", StringComparison.OrdinalIgnoreCase);
        if (!isStart && !place.Name.EndsWith("end", StringComparison.OrdinalIgnoreCase) && !place.Name.StartsWith("end", StringComparison.OrdinalIgnoreCase))
            return null;
        var duration = First("duration[a-z]*", NumberPattern) is { } found ? double.Parse(found, CultureInfo.InvariantCulture) : double.MaxValue;
        var segment = Math.Min(UsualSegmentSeconds, Math.Max(duration / 4, 0.1));
        return (place.Index + (isStart ? 0 : 1)) * segment;
    }

    private double? Mentioned(Place place) =>
        OneOf(place, NumberPattern) is { } found ? double.Parse(found, CultureInfo.InvariantCulture) : null;

    private string Named(Place place)
    {
        if (OneOf(place, StringPattern) is { } quoted)
            return JsonSerializer.Deserialize<string>(quoted)!;
        if (place.Name.Contains("hashtag", StringComparison.OrdinalIgnoreCase))
            return _phrases.Tag(place.Path);
        return ShortTexts.Any(k => place.Name.Contains(k, StringComparison.OrdinalIgnoreCase)) ? _phrases.Title(place.Path) : _phrases.Sentence(place.Path);
    }

    private static double? Limit(JsonElement schema, string name) =>
        schema.Field(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private string? First(string name, string value) => Find(name, value).FirstOrDefault()?.Groups[1].Value;

    private string? OneOf(Place place, string value)
    {
        var found = Find(Regex.Escape(place.Name), value);
        return found.Count == 0 ? null : found[Choice(place, found.Count)].Groups[1].Value;
    }

    private MatchCollection Find(string name, string value) =>
        Regex.Matches(prompt, $"\"{name}\"\\s*:\\s*({value})", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5));
}
