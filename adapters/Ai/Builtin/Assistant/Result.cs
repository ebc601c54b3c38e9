using System.Text.Json;

namespace Shortloop.Adapters.Builtin.Assistant;

/// <summary>What a tool answered, as far as the analyst reads it.</summary>
/// <param name="Items">Of a list: id, and whatever names each.</param>
/// <param name="Error">Why it was refused, as a sentence.</param>
/// <param name="Waits">For a person's confirmation.</param>
internal sealed record Result(IReadOnlyList<(string Id, string Name)> Items, string? Error = null, bool Waits = false)
{
    private static readonly string[] Names = ["title", "caption", "name", "label", "month", "summary"];

    public static Result Read(string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            JsonElement root = json.RootElement;
            if (root.TryGetProperty("error", out JsonElement error))
                return new Result([], error.GetProperty("message").GetString());
            if (root.TryGetProperty("status", out JsonElement status) && status.ValueEquals("waits_for_the_person"))
                return new Result([], Waits: true);
            return new Result(root.TryGetProperty("items", out JsonElement items) ? [.. items.EnumerateArray().Select(Item)] : []);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // Cut off because it was long: the card shows it all the same.
            return new Result([]);
        }
    }

    private static (string Id, string Name) Item(JsonElement item) => (
        item.TryGetProperty("id", out JsonElement id) ? id.GetString() ?? "" : "",
        Names.Select(name => item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
            .FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "");
}
