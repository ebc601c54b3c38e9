using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shortloop.EndToEnd.Fuzz;

/// <summary>What can go wrong with a JSON body: first in what it says, then in how it is written.</summary>
internal sealed class BodyMutations(Random random)
{
    private static readonly string[] Literals =
    [
        "null", "true", "0", "-1", "1.5", "1e999", "-1e999", "9223372036854775808", "99999999999999999999999999", "1e-400", "\"\"", "\" \"", "\"\\u0000\"",
        "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\uFEFF\"", "\"\\u202e\"", "\"'; DROP TABLE documents; --\"", "\"{{7*7}}\"", "\"../../etc/passwd\"",
        "\"%00\"", "\"2026-13-45T99:99:99Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"NaN\"", "[]", "{}", "[[]]", "[null]", "{\"\":null}",
        "\"https://[\"", "\"a@b\"", "\"\\r\\nX-Evil: 1\"", "2147483648", "-0", "\"usr_local\"", "\"org_local\"",
    ];

    public byte[] Make(JsonNode? sample)
    {
        var text = sample?.ToJsonString() ?? "null";
        for (var i = random.Next(3); i >= 0; i--)
            text = Change(text);
        return Write(text);
    }

    private string Change(string text) => random.Next(15) switch
    {
        0 or 1 or 2 or 3 => ReplaceAValue(text),
        4 => Huge(text),
        5 => Deep(),
        6 => Literals[random.Next(Literals.Length)],
        7 => Duplicate(text),
        8 => text.Length < 2 ? "" : text[..random.Next(text.Length)],
        9 => text.Insert(random.Next(text.Length + 1), ((string[])["\0", "}", "{", "\"", ",", "\\", "//x\n", "/**/", "\u0001", "\uFEFF", "\ud800"])[random.Next(11)]),
        10 => AddField(text),
        11 or 12 or 13 => ChangeAField(text),
        _ => text,
    };

    // By hand, because a JSON library would not write most of these.
    private string ReplaceAValue(string text)
    {
        List<(int Start, int End)> values = [];
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null)
                    values.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed));
        }
        catch (JsonException)
        {
            // It has been broken already.
        }

        if (values.Count == 0 || text.Any(c => c > 127))
            return Literals[random.Next(Literals.Length)];
        var (start, end) = values[random.Next(values.Count)];
        return text[..start] + Literals[random.Next(Literals.Length)] + text[end..];
    }

    // Gone, or something else in its place: also an array or an object.
    private string ChangeAField(string text)
    {
        const string mark = "\"@@@\"";
        try
        {
            List<JsonObject> objects = [];
            var whole = JsonNode.Parse(text);
            Collect(whole, objects);
            if (objects.Count == 0)
                return text;
            var chosen = objects[random.Next(objects.Count)];
            if (chosen.Count == 0)
                return text;
            var name = chosen.ElementAt(random.Next(chosen.Count)).Key;
            if (random.Next(3) == 0)
                chosen.Remove(name);
            else
                chosen[name] = "@@@";
            return whole!.ToJsonString().Replace(mark, Literals[random.Next(Literals.Length)], StringComparison.Ordinal);
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            return text;
        }
    }

    private static void Collect(JsonNode? node, List<JsonObject> objects)
    {
        if (node is JsonObject found)
            objects.Add(found);
        foreach (var child in node switch { JsonObject o => o.Select(pair => pair.Value), JsonArray a => a, _ => [] })
            Collect(child, objects);
    }

    private string Huge(string text) => random.Next(3) switch
    {
        0 => text.Replace("text", new string('x', 1 << random.Next(8, 17)), StringComparison.Ordinal),
        1 => $"{{\"x\":\"{new string('y', 1 << random.Next(10, 19))}\"}}",
        _ => $"[{string.Join(',', Enumerable.Repeat("0", 1 << random.Next(8, 15)))}]",
    };

    private string Deep()
    {
        var depth = random.Next(20, 3000);
        return random.Next(2) == 0 ? new string('[', depth) + new string(']', depth) : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
    }

    private string Duplicate(string text)
    {
        if (text.Length < 3 || text[0] != '{')
            return text;
        return $"{{{text[1..^1]},{text[1..^1]}}}";
    }

    private string AddField(string text) =>
        text.StartsWith("{\"", StringComparison.Ordinal)
            ? $"{{\"{((string[])["id", "orgId", "role", "_etag", "ttl", "$type", "__proto__", "createdBy", "partition", ""])[random.Next(10)]}\":{Literals[random.Next(Literals.Length)]},{text[1..]}"
            : text;

    private byte[] Write(string text) => random.Next(20) switch
    {
        0 => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
        1 => Encoding.Unicode.GetBytes(text),
        2 => [.. Encoding.Latin1.GetBytes(text), 0xFF, 0xFE],
        3 => WithBadByte(Encoding.UTF8.GetBytes(text)),
        4 => [],
        _ => Encoding.UTF8.GetBytes(text),
    };

    private byte[] WithBadByte(byte[] bytes)
    {
        if (bytes.Length > 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(128, 256);
        return bytes;
    }
}
