using System.Runtime.InteropServices;
using System.Text.Json;

namespace Shortloop.Sandbox.OpenAi;

/// <summary>Feature hashing over words and letter trigrams, normalised: similar texts lie close, equal ones exactly together.</summary>
internal static class Embeddings
{
    private const int MaxInputs = 2048;

    public static IResult Answer(JsonElement request)
    {
        var model = request.Text("model") ?? "";
        if (!model.StartsWith("text-embedding", StringComparison.Ordinal))
            return OpenAiErrors.ModelNotFound(model);
        if (Inputs(request.Field("input")) is not { Count: > 0 and <= MaxInputs } inputs || inputs.Any(i => i.Length == 0))
            return OpenAiErrors.Invalid("input must be a string, an array of strings, or arrays of tokens, none of them empty.", "input");
        var full = model.EndsWith("large", StringComparison.Ordinal) ? 3072 : 1536;
        var dimensions = request.Number("dimensions") ?? full;
        if (dimensions < 1 || dimensions > full)
            return OpenAiErrors.Invalid($"dimensions must be 1 to {full}.", "dimensions");
        var base64 = request.Text("encoding_format") == "base64";
        var tokens = inputs.Sum(Tokens.Count);
        return Results.Json(new
        {
            @object = "list",
            data = inputs.Select((text, index) => new
            {
                @object = "embedding",
                index,
                embedding = Encode(Embed(text, (int)dimensions), base64),
            }),
            model,
            usage = new { prompt_tokens = tokens, total_tokens = tokens },
        });
    }

    private static object Encode(float[] vector, bool base64) =>
        base64 ? Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan())) : vector;

    private static List<string>? Inputs(JsonElement? input) => input switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } many when many.GetArrayLength() > 0 && many.EnumerateArray().All(i => i.ValueKind == JsonValueKind.Number) =>
            [many.GetRawText()],
        { ValueKind: JsonValueKind.Array } many =>
            [.. many.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.String ? i.GetString()! : i.GetRawText())],
        _ => null,
    };

    private static float[] Embed(string text, int dimensions)
    {
        var vector = new float[dimensions];
        foreach (var word in Words.Split(text))
        {
            Add(vector, "w:" + word, 1f);
            for (var i = 0; i + 3 <= word.Length; i++)
                Add(vector, word.Substring(i, 3), 0.5f);
        }

        var norm = MathF.Sqrt(vector.Sum(x => x * x));
        if (norm == 0)
            vector[0] = norm = 1;
        return [.. vector.Select(x => x / norm)];
    }

    private static void Add(float[] vector, string feature, float weight)
    {
        var hash = Words.Hash(feature);
        vector[hash % (ulong)vector.Length] += (hash >> 63) == 0 ? weight : -weight;
    }
}
