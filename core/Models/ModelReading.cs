using System.Text.Json;

namespace Shortloop.Core.Models;

/// <param name="Value">Null: unusable, and <paramref name="Problems"/> says why.</param>
internal sealed record ModelReading<T>(T? Value, IReadOnlyList<string> Problems)
    where T : class
{
    public static ModelReading<T> Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Broken("The reply is empty; answer with one JSON object.");
        try
        {
            using var document = JsonDocument.Parse(text);
            // The serializer looks after properties, but not after the elements of a list.
            if (NullElement(document.RootElement, "$") is { } path) return Broken($"{path} is null; leave it out of the list.");
            return document.Deserialize<T>(ModelJson.Options) is { } value
                ? new(value, [])
                : Broken("The reply is null; answer with one JSON object.");
        }
        catch (JsonException problem)
        {
            return Broken($"The reply does not keep the schema: {problem.Message}");
        }
    }

    private static string? NullElement(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray()
            .Select((item, index) => item.ValueKind == JsonValueKind.Null ? $"{path}[{index}]" : NullElement(item, $"{path}[{index}]"))
            .FirstOrDefault(found => found is not null),
        JsonValueKind.Object => element.EnumerateObject()
            .Select(property => NullElement(property.Value, $"{path}.{property.Name}"))
            .FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static ModelReading<T> Broken(string problem) => new(null, [problem]);
}
