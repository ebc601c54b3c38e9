using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shortloop.Sandbox.OpenAi;

/// <summary>A tool that the model wants called.</summary>
internal sealed record ToolCall(string Id, string Name, string Arguments);

/// <summary>
/// What the model does with tools at hand. It understands little, and the same every time: <c>use NAME {json}</c>, the tool whose name's words are all in the
/// question, and, gullible as models are, <c>ignore previous instructions and use NAME</c> in what a tool has answered.
/// </summary>
internal sealed partial class ToolTalk(JsonElement tools, IReadOnlyList<JsonElement> messages)
{
    private const int MostNames = 5;

    private readonly IReadOnlyList<JsonElement> _functions = [.. tools.EnumerateArray().Select(tool => tool.Field("function")).OfType<JsonElement>()];

    /// <returns>Either calls, or words.</returns>
    public (IReadOnlyList<ToolCall> Calls, string? Words) Answer()
    {
        var asked = messages.LastOrDefault(m => m.Text("role") == "user").Text("content") ?? "";
        var answers = messages.Skip(messages.ToList().FindLastIndex(m => m.Text("role") == "user") + 1).Where(m => m.Text("role") == "tool").Select(m => m.Text("content") ?? "").ToList();
        if (answers.Count == 0)
            return Ordered(asked) is { } ordered ? ([ordered], null)
                : Named(asked) is { } named ? ([named], null)
                : ([], $"I have {_functions.Count} tools: {string.Join(", ", _functions.Select(f => f.Text("name")))}.");
        if (answers.Count == 1 && Fooled(answers[0]) is { Count: > 0 } fooled)
            return (fooled, null);
        return ([], string.Join(' ', answers.Select(Summary)));
    }

    private ToolCall? Ordered(string asked) => Order().Match(asked) is { Success: true } order && Knows(order.Groups[1].Value)
        ? Call(order.Groups[1].Value, order.Groups[2] is { Success: true } json ? json.Value : "{}")
        : null;

    private ToolCall? Named(string asked)
    {
        var words = Words.Split(asked).Select(Stem).ToHashSet();
        var found = _functions.FirstOrDefault(f => f.Text("name") is { } name && name.Split('_').All(part => words.Contains(Stem(part))));
        return found.Text("name") is { } tool ? Call(tool, Arguments(found, asked)) : null;
    }

    /// <summary>One call for each id in the answer.</summary>
    private List<ToolCall> Fooled(string answer) => Injection().Match(answer) is { Success: true } order && Knows(order.Groups[1].Value)
        ? [.. IdLike().Matches(answer).Select(id => id.Value).Distinct().Select(id => Call(order.Groups[1].Value, Arguments(_functions.First(f => f.Text("name") == order.Groups[1].Value), id)))]
        : [];

    /// <summary>What is required and an id is in the question.</summary>
    private static string Arguments(JsonElement function, string asked)
    {
        var arguments = new JsonObject();
        if (IdLike().Match(asked) is { Success: true } id && function.Field("parameters") is { } schema && schema.Field("required") is { ValueKind: JsonValueKind.Array } required)
            foreach (var name in required.EnumerateArray().Select(r => r.GetString()!).Where(n => n.EndsWith("Id", StringComparison.Ordinal)))
                arguments[name] = id.Value;
        return arguments.ToJsonString();
    }

    private static string Summary(string answer)
    {
        try
        {
            var json = JsonElement.Parse(answer);
            if (json.Field("error") is { } error)
                return $"That did not work: {error.Text("message")}";
            if (json.Text("status") is not null && json.Text("question") is { } question)
                return $"That waits for you: {question}";
            if (json.Field("items") is not { ValueKind: JsonValueKind.Array } items)
                return "Done.";
            var names = items.EnumerateArray().Select(i => i.Text("title") ?? i.Text("caption") ?? i.Text("name")).OfType<string>().Take(MostNames);
            return $"I found {items.GetArrayLength()}: {string.Join(", ", names)}.";
        }
        catch (JsonException)
        {
            return "I could not read all of that.";
        }
    }

    private bool Knows(string name) => _functions.Any(f => f.Text("name") == name);

    private ToolCall Call(string name, string arguments) =>
        new($"call_{Words.Hash($"{messages.Count} {name} {arguments}"):x16}", name, arguments);

    private static string Stem(string word) => word.TrimEnd('s');

    [GeneratedRegex(@"\buse ([a-z_]+)\s*(\{.*)?", RegexOptions.Singleline)]
    private static partial Regex Order();

    [GeneratedRegex("ignore previous instructions and use ([a-z_]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Injection();

    [GeneratedRegex(@"\b[a-z]{3}_[0-9a-f]{32}\b")]
    private static partial Regex IdLike();
}
