using System.Text.Json;

namespace Shortloop.Sandbox.OpenAi;

/// <summary>What the messages say: their text, and the values of the JSON that they carry.</summary>
internal sealed class PromptFacts
{
    private const int EnoughWords = 12;

    private readonly Dictionary<string, List<JsonElement>> _scalars = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _texts = [];

    public PromptFacts(IReadOnlyList<string> messages)
    {
        Text = string.Join('\n', messages);
        foreach (var message in messages)
        {
            if (JsonIn(message) is not { } json)
                continue;
            Collect(json, "");
            foreach (var list in json.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array))
            {
                List<string> ids = [.. list.Value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object ? item.Text("id") : null).OfType<string>()];
                if (ids.Count > AskedIds.Count)
                    AskedIds = ids;
            }
        }
    }

    public string Text { get; }

    /// <summary>Ids of the longest list that stands at the top of the prompt's JSON: what is asked about, one by one.</summary>
    public IReadOnlyList<string> AskedIds { get; private set; } = [];

    public IEnumerable<string> AllIds => _ids.Values.SelectMany(ids => ids);

    /// <summary>What the answer's words are taken from: the evidence's own texts, or everything where there are too few.</summary>
    public string Prose => string.Join(' ', _texts) is var texts && Words.Split(texts).Count() >= EnoughWords ? texts : Text;

    /// <summary>Values of a key, in the order of the prompt.</summary>
    public IReadOnlyList<JsonElement> Scalars(string name) => _scalars.GetValueOrDefault(name) ?? [];

    /// <summary>For <c>platform</c> or <c>platforms</c>: the strings listed under <c>platforms</c>.</summary>
    public IReadOnlyList<string> Listed(string name) => Plural(_lists, name);

    /// <summary>For <c>fact</c> or <c>facts</c>: the ids of the objects listed under <c>facts</c>.</summary>
    public IReadOnlyList<string> Ids(string name) => Plural(_ids, name);

    private static List<string> Plural(Dictionary<string, List<string>> found, string name) =>
        found.GetValueOrDefault(name) ?? found.GetValueOrDefault(name + "s") ?? [];

    private static JsonElement? JsonIn(string message)
    {
        var (from, to) = (message.IndexOf('{', StringComparison.Ordinal), message.LastIndexOf('}'));
        if (from < 0 || to < from)
            return null;
        try
        {
            return JsonElement.Parse(message[from..(to + 1)]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Collect(JsonElement json, string name)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                    Collect(property.Value, property.Name);
                break;
            case JsonValueKind.Array:
                CollectList(json, name);
                break;
            case JsonValueKind.String or JsonValueKind.Number:
                Add(_scalars, name, json);
                if (json.ValueKind == JsonValueKind.String)
                    _texts.Add(json.GetString()!);
                break;
        }
    }

    private void CollectList(JsonElement list, string name)
    {
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
                Add(_lists, name, item.GetString()!);
            else if (item.Text("id") is { } id)
                Add(_ids, name, id);
            Collect(item, name);
        }
    }

    private static void Add<T>(Dictionary<string, List<T>> found, string name, T value)
    {
        if (!found.TryGetValue(name, out var values))
            found[name] = values = [];
        values.Add(value);
    }
}
