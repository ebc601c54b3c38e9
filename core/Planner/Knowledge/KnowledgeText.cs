using System.Text;

namespace Shortloop.Core.Planner.Knowledge;

/// <summary>From a file's bytes to its passages.</summary>
public static class KnowledgeText
{
    public const int MaxBytes = 1024 * 1024;
    public const int LongestPassage = 800;
    public const int LongestPhrase = 80;
    public const int MostPhrases = 100;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private static readonly Problem NotText = new(
        ProblemKind.UnsupportedMedia, "knowledge_not_text", "Upload a text in UTF-8, as TXT or Markdown. Other files have to be saved as one of these first.");

    public static Outcome<string> Read(string fileName, byte[] content)
    {
        if (content.Length == 0)
            return new Problem(ProblemKind.Invalid, "knowledge_empty", "There are no words in this file.");
        if (content.Length > MaxBytes)
            return new Problem(ProblemKind.TooLarge, "knowledge_too_large", $"A document has at most {MaxBytes / 1024} KB. Split it, or take what matters.");
        if (Path.GetExtension(fileName).ToLowerInvariant() is not (".txt" or ".md" or ".markdown") || content.AsSpan().StartsWith("%PDF"u8))
            return NotText;
        try
        {
            string text = Utf8.GetString(content).TrimStart('\uFEFF').ReplaceLineEndings("\n");
            if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
                return NotText;
            return text.Any(char.IsLetterOrDigit) ? text : new Problem(ProblemKind.Invalid, "knowledge_empty", "There are no words in this file.");
        }
        catch (DecoderFallbackException)
        {
            return NotText;
        }
    }

    /// <summary>Paragraphs, joined as long as they are short and cut at sentences, words or, at worst, anywhere where they are long.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var passages = new List<string>();
        var current = new StringBuilder();
        foreach (string part in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(Cut))
        {
            if (current.Length > 0 && current.Length + 2 + part.Length > LongestPassage)
            {
                passages.Add(current.ToString());
                current.Clear();
            }

            current.Append(current.Length > 0 ? "\n\n" : "").Append(part);
        }

        if (current.Length > 0)
            passages.Add(current.ToString());
        return passages;
    }

    /// <summary>A phrase a line; comments (#), bullets and what is too long for a phrase are left out.</summary>
    public static IReadOnlyList<string> Phrases(string text) =>
        [.. text.Split('\n').Select(line => line.Trim().TrimStart('-', '*', '•', ' ').Trim())
            .Where(line => line.Length is >= 3 and <= LongestPhrase && line[0] != '#')
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(MostPhrases)];

    private static IEnumerable<string> Cut(string paragraph)
    {
        string rest = paragraph;
        while (rest.Length > LongestPassage)
        {
            int at = rest.LastIndexOfAny(['.', '!', '?', '\n'], LongestPassage - 1);
            if (at < LongestPassage / 2)
                at = rest.LastIndexOf(' ', LongestPassage - 1);
            if (at < LongestPassage / 2)
                at = char.IsHighSurrogate(rest[LongestPassage - 1]) ? LongestPassage - 2 : LongestPassage - 1;
            yield return rest[..(at + 1)].Trim();
            rest = rest[(at + 1)..].Trim();
        }

        if (rest.Length > 0)
            yield return rest;
    }
}
