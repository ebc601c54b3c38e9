namespace Shortloop.Adapters.Builtin.Planner;

/// <summary>One language's sentences, by heading. Topics go in as they are written, at a sentence's beginning with a capital letter.</summary>
internal sealed class Phrases
{
    private static readonly Dictionary<string, Phrases> All = new()
    {
        ["en"] = new(EnglishPhrases.Text),
        ["de"] = new(GermanPhrases.Text),
        ["es"] = new(SpanishPhrases.Text),
        ["ru"] = new(RussianPhrases.Text),
    };

    private readonly Dictionary<string, string[]> _byHeading;

    private Phrases(string text)
    {
        _byHeading = text.Split("# ", StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToDictionary(lines => lines[0], lines => lines[1..]);
        Payoffs = [.. Interleave([.. _byHeading.Where(part => part.Key.StartsWith("payoff ", StringComparison.Ordinal))
            .Select(part => part.Value.Select(line => (part.Key["payoff ".Length..], line)).ToArray())])];
    }

    /// <summary>Second sentences of hooks, with their angle; neighbours differ in angle.</summary>
    public IReadOnlyList<(string Angle, string Text)> Payoffs { get; }

    public static Phrases Of(string language) => All.GetValueOrDefault(language) ?? All["en"];

    public IReadOnlyList<string> Under(string heading) => _byHeading[heading];

    public static string Fill(string sentence, string topic, string hook = "") => sentence
        .Replace("{t}", topic, StringComparison.Ordinal)
        .Replace("{T}", Capital(topic), StringComparison.Ordinal)
        .Replace("{h}", hook, StringComparison.Ordinal);

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static IEnumerable<T> Interleave<T>(T[][] groups) =>
        Enumerable.Range(0, groups.Max(group => group.Length)).SelectMany(row => groups.Where(group => row < group.Length).Select(group => group[row]));
}
