using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shortloop.Adapters.Tests.AiSearch;

internal sealed class StandInRefusal(int status, string message) : Exception(message)
{
    public int Status => status;
}

/// <summary>One index: its definition with the service's rules, its documents, exact neighbours by cosine, words, and both fused.</summary>
internal sealed partial class StandInIndex
{
    // What can't be changed of a field once it is there.
    private static readonly string[] Fixed = ["type", "key", "filterable", "sortable", "searchable", "retrievable", "dimensions", "vectorSearchProfile", "analyzer"];

    private static readonly string[] Understood =
        ["search", "filter", "select", "orderby", "skip", "top", "count", "vectorFilterMode", "vectorQueries", "queryType", "searchMode", "searchFields"];

    private readonly SortedDictionary<string, JsonObject> documents = new(StringComparer.Ordinal);

    public StandInIndex(JsonObject definition) => Define(definition);

    public JsonObject Definition { get; private set; } = null!;

    public string ETag => (string)Definition["@odata.etag"]!;

    public int Count => documents.Count;

    private Dictionary<string, JsonObject> Fields => Definition["fields"]!.AsArray().ToDictionary(one => (string)one!["name"]!, one => one!.AsObject());

    public void Define(JsonObject next)
    {
        var fields = next["fields"]!.AsArray().Select(field => field!.AsObject()).ToArray();
        var profiles = Names(next, "profiles");
        Require(fields.Count(Is("key")) == 1, "An index has exactly one key.");
        Require(fields.All(field => FieldName().IsMatch((string)field["name"]!)), "A field's name is not allowed.");
        foreach (var field in fields.Where(field => field["dimensions"] is not null))
        {
            Require((string?)field["type"] == "Collection(Edm.Single)" && Is("searchable")(field), "A vector field is a searchable collection of singles.");
            Require((int)field["dimensions"]! is >= 2 and <= 3072, "A vector has 2 to 3,072 dimensions.");
            Require(profiles.Contains((string)field["vectorSearchProfile"]!), "There is no such vector search profile.");
        }

        foreach (var field in fields.Where(field => (string?)field["type"] == "Edm.String" && Is("searchable")(field)))
            Require((string?)field["analyzer"] == StandInWords.Analyzer, "The analyzer is not understood.");

        foreach (var profile in next["vectorSearch"]!["profiles"]!.AsArray())
            Require(Names(next, "algorithms").Contains((string)profile!["algorithm"]!), "There is no such algorithm.");
        if (Definition is not null)
            foreach (var (name, old) in Fields)
                Require(
                    fields.SingleOrDefault(field => (string)field["name"]! == name) is { } same && Fixed.All(key => JsonNode.DeepEquals(same[key], old[key])),
                    $"Existing field '{name}' cannot be changed.");
        Definition = next.DeepClone().AsObject();
        Definition["@odata.etag"] = $"\"{Guid.NewGuid():N}\"";
    }

    public void Apply(JsonObject action)
    {
        var document = action.DeepClone().AsObject();
        document.Remove("@search.action");
        var fields = Fields;
        var key = (string)document[fields.Values.Single(Is("key"))["name"]!.ToString()]!;
        Require(KeyText().IsMatch(key), "A key is letters, digits, dashes, underscores and equals signs.");
        foreach (var (name, value) in document)
        {
            Require(fields.TryGetValue(name, out var field), $"The property '{name}' does not exist.");
            if (field!["dimensions"] is { } size)
                Require(value!.AsArray().Count == (int)size, $"The vector field '{name}' has {size} dimensions.");
        }

        switch ((string?)action["@search.action"])
        {
            case "delete":
                documents.Remove(key);
                break;
            case "mergeOrUpload" when documents.TryGetValue(key, out var old):
                foreach (var (name, value) in document)
                    old[name] = value?.DeepClone();
                break;
            case "mergeOrUpload" or "upload":
                documents[key] = document;
                break;
            default:
                throw new StandInRefusal(400, "The action is not understood.");
        }
    }

    public JsonObject Search(JsonObject question)
    {
        Require(question.All(part => Understood.Contains(part.Key)), $"Not understood: {string.Join(", ", question.Select(part => part.Key).Except(Understood))}.");
        var fields = Fields;
        var filter = question["filter"] is { } text ? StandInFilter.Parse((string)text!, name => fields.TryGetValue(name, out var field) && Is("filterable")(field)) : null;
        // Equal scores come in an order that is not the ids'.
        JsonObject[] among = [.. documents.Values.Reverse().Where(document => filter?.Lets(document) != false)];
        var found = among.Select(document => (Document: document, Score: 1.0));
        var words = (string?)question["search"] is { } search and not "*" ? Said(search, question, among, fields) : null;
        if (question["vectorQueries"]?.AsArray() is { } vectors)
        {
            Require((string?)question["vectorFilterMode"] == "preFilter", "Filtered after the neighbours were chosen, some would be missing.");
            var near = Nearest(among, Assert.Single(vectors)!.AsObject(), fields);
            found = words is null ? near : Fused(words, [.. near]);
        }
        else if (words is not null)
        {
            found = words;
        }
        else if ((string?)question["orderby"] is { } order)
        {
            Require(fields.TryGetValue(order, out var field) && Is("sortable")(field), $"'{order}' is not a sortable field.");
            found = found.OrderBy(one => (string)one.Document[order]!, StringComparer.Ordinal);
        }

        var (skip, top) = ((int?)question["skip"] ?? 0, (int?)question["top"] ?? 50);
        Require(skip <= 100_000 && top <= 1000, "At most 1,000 results an answer, and 100,000 passed over.");
        var select = ((string)question["select"]!).Split(',');
        Require(select.All(name => fields.TryGetValue(name, out var field) && Is("retrievable")(field)), "A field that is selected can't be retrieved.");
        return new JsonObject { ["value"] = new JsonArray([.. found.Skip(skip).Take(top).Select(one => Result(one.Document, one.Score, select))]) };
    }

    /// <summary>Of those among which is looked; how rare a word is, is counted over all.</summary>
    private (JsonObject Document, double Score)[] Said(string search, JsonObject question, JsonObject[] among, Dictionary<string, JsonObject> fields)
    {
        Require((string?)question["queryType"] is null or "simple" && (string?)question["searchMode"] is null or "any", "Only the simple syntax and any of the words are understood.");
        var name = (string?)question["searchFields"] ?? throw new StandInRefusal(400, "Which field's words are meant is not said.");
        Require(fields.TryGetValue(name, out var field) && Is("searchable")(field) && (string?)field["type"] == "Edm.String", $"'{name}' is not a searchable text.");
        var words = new StandInWords(documents.Values.Select(document => (string?)document[name] ?? ""));
        var asked = StandInWords.Parse(search);
        return
        [
            .. among.Select(document => (document, words.Score((string?)document[name] ?? "", asked)))
                .Where(one => one.Item2 > 0).OrderByDescending(one => one.Item2).Take(1000),
        ];
    }

    /// <summary>1 / (60 + place) of each list, places from 0, in single precision.</summary>
    private static IEnumerable<(JsonObject Document, double Score)> Fused(params (JsonObject Document, double Score)[][] lists) => lists
        .SelectMany(list => list.Select((one, place) => (one.Document, Part: 1f / (60 + place))))
        .GroupBy(one => one.Document, one => one.Part)
        .Select(one => (one.Key, (double)one.Sum()))
        .OrderByDescending(one => one.Item2);

    private static IEnumerable<(JsonObject Document, double Score)> Nearest(
        IEnumerable<JsonObject> among, JsonObject query, Dictionary<string, JsonObject> fields)
    {
        Require((string?)query["kind"] == "vector", "Only vectors are understood.");
        var name = (string)query["fields"]!;
        var asked = Floats(query["vector"]!);
        Require(fields.TryGetValue(name, out var field) && field["dimensions"] is { } size && (int)size! == asked.Length, $"'{name}' has no vectors of that size.");
        return among.Where(document => document[name] is not null)
            .Select(document => (document, 1 / (2 - Cosine(asked, Floats(document[name]!)))))
            .OrderByDescending(one => one.Item2)
            .Take((int)query["k"]!);
    }

    private static JsonNode Result(JsonObject document, double score, string[] select)
    {
        var result = new JsonObject { ["@search.score"] = score };
        foreach (var name in select)
            result[name] = document[name]?.DeepClone();
        return result;
    }

    private static double Cosine(float[] a, float[] b)
    {
        var (dot, x, y) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
            (dot, x, y) = (dot + ((double)a[i] * b[i]), x + ((double)a[i] * a[i]), y + ((double)b[i] * b[i]));
        return dot / Math.Sqrt(x * y);
    }

    private static float[] Floats(JsonNode vector) => [.. vector.AsArray().Select(value => (float)value!)];

    private static string[] Names(JsonObject definition, string what) =>
        [.. definition["vectorSearch"]![what]!.AsArray().Select(one => (string)one!["name"]!)];

    private static Func<JsonObject, bool> Is(string what) => field => (bool?)field[what] ?? false;

    private static void Require(bool so, string otherwise)
    {
        if (!so)
            throw new StandInRefusal(400, otherwise);
    }

    [GeneratedRegex(@"\A(?!azureSearch)[A-Za-z][A-Za-z0-9_]{0,127}\z")]
    private static partial Regex FieldName();

    [GeneratedRegex(@"\A[A-Za-z0-9_=-]{1,1024}\z")]
    private static partial Regex KeyText();
}
