using System.Text;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.AiSearch;

/// <summary>A text in the service's simple query syntax, with nothing in it that is taken for an operator.</summary>
internal static class SimpleQuery
{
    /// <summary>https://learn.microsoft.com/azure/search/query-simple-syntax. Some are operators at certain places only; escaped they are none anywhere.</summary>
    private const string Operators = "+|\"()'\\-*~";

    /// <returns>Null: there is no word in it. Words are left as they are otherwise: where one ends is the analyzer's business, as it was with the texts.</returns>
    public static string? Of(string text)
    {
        var query = new StringBuilder();
        var hasWord = false;
        foreach (var rune in text[..Math.Min(text.Length, IVectorIndex.LongestQuestion)].EnumerateRunes())
        {
            hasWord |= Rune.IsLetterOrDigit(rune);
            if (rune.IsAscii && Operators.Contains((char)rune.Value, StringComparison.Ordinal))
                query.Append('\\');
            query.Append(Rune.IsControl(rune) ? new Rune(' ') : rune);
        }

        return hasWord ? query.ToString() : null;
    }
}
