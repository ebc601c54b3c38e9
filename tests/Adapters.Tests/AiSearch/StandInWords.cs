using System.Globalization;
using System.Text;

namespace Shortloop.Adapters.Tests.AiSearch;

/// <summary>Words of texts and their weight by BM25 (k1 1.2, b 0.75, the service's defaults). Of the simple query syntax no operator is understood.</summary>
internal sealed class StandInWords
{
    public const string Analyzer = "standardasciifolding.lucene";

    private readonly Dictionary<string, int> holders = [];
    private readonly int texts;
    private readonly double usualLength;

    /// <param name="all">Of every document of the index, whoever's it is.</param>
    public StandInWords(IEnumerable<string> all)
    {
        var analysed = all.Select(Analyse).Where(words => words.Length > 0).ToArray();
        foreach (var word in analysed.SelectMany(words => words.Distinct()))
            holders[word] = holders.GetValueOrDefault(word) + 1;
        (texts, usualLength) = (analysed.Length, analysed.Select(words => words.Length).DefaultIfEmpty(1).Average());
    }

    /// <summary>An operator that isn't escaped is refused, at whatever place: the service would obey it at some.</summary>
    /// <returns>Each word once.</returns>
    public static IReadOnlyCollection<string> Parse(string search)
    {
        var plain = new StringBuilder();
        for (var at = 0; at < search.Length; at++)
        {
            if (search[at] == '\\')
                plain.Append(++at < search.Length ? search[at] : throw new StandInRefusal(400, "Nothing follows the backslash."));
            else if ("+|\"()'-*~".Contains(search[at], StringComparison.Ordinal))
                throw new StandInRefusal(400, $"The operator {search[at]} in '{search}' is not understood.");
            else
                plain.Append(search[at]);
        }

        return [.. Analyse(plain.ToString()).Distinct()];
    }

    public double Score(string text, IEnumerable<string> asked)
    {
        var words = Analyse(text);
        return asked.Sum(word =>
        {
            var often = words.Count(one => one == word);
            var rare = Math.Log(1 + ((texts - holders.GetValueOrDefault(word) + 0.5) / (holders.GetValueOrDefault(word) + 0.5)));
            return rare * often * 2.2 / (often + (1.2 * (0.25 + (0.75 * words.Length / usualLength))));
        });
    }

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static string[] Analyse(string text)
    {
        // Letters become ASCII where they can: ё and й stay what they are.
        var parts = text.Replace('\uFFFD', ' ').Normalize(NormalizationForm.FormD);
        var folded = new string([.. parts.Where((c, at) => !IsMark(c) || at == 0 || !char.IsAscii(parts[at - 1]))]).Normalize();
        return new string([.. folded.Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
