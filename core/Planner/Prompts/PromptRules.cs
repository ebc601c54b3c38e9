using System.Text.Json;
using System.Text.RegularExpressions;
using Shortloop.Core.Planner.Agents;

namespace Shortloop.Core.Planner.Prompts;

/// <summary>What a prompt must be before it is kept. Placeholders stand for our own words only: never for a person's, a file's or a platform's text.</summary>
public static partial class PromptRules
{
    public const int LongestText = 8000;

    public static readonly IReadOnlyList<string> Placeholders = ["language", "month", "posts_per_day"];

    /// <returns>Field → what is wrong; empty: nothing.</returns>
    public static IReadOnlyDictionary<string, string> Find(Agent agent, string? text, JsonElement? schema, string? comment)
    {
        var found = new Dictionary<string, string>();
        if (text?.Trim() is not { Length: >= 20 and <= LongestText })
            found["text"] = $"Instructions have 20 to {LongestText} characters.";
        else if (FindInText(text) is { Length: > 0 } wrong)
            found["text"] = wrong;
        if (comment is { Length: > 200 })
            found["comment"] = "Say in up to 200 characters what changes.";
        if (schema is { } given)
            foreach ((int index, string problem) in JsonSchemaRules.Contradictions(agent.Schema, given).Index())
                found[index == 0 ? "schema" : $"schema[{index}]"] = problem;
        return found;
    }

    /// <summary>Puts values in the places of their names.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(text, match => values.GetValueOrDefault(match.Groups["name"].Value, match.Value));

    private static string FindInText(string text)
    {
        string[] unknown = [.. Placeholder().Matches(text).Select(match => match.Groups["name"].Value).Where(name => !Placeholders.Contains(name)).Distinct()];
        if (unknown.Length > 0)
            return $"There is no placeholder {string.Join(", ", unknown)}. There are: {string.Join(", ", Placeholders)}.";
        return Placeholder().Replace(text, "").Contains("{{", StringComparison.Ordinal) ? "A placeholder that begins with {{ has to end with }}." : "";
    }

    [GeneratedRegex(@"\{\{\s*(?<name>[^{}]*?)\s*\}\}")]
    private static partial Regex Placeholder();
}
