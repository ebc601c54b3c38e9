using System.Globalization;
using System.Text;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Vectors;

/// <summary>A question's words as FTS5 wants to be asked: each in quotes, any of them.</summary>
internal static class WordQuery
{
    /// <returns>Null: there is no word in it. Nothing of the text gets out of the quotes: letters, digits and marks only.</returns>
    public static string? Of(string text)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var word = new StringBuilder();
        foreach (var rune in text[..Math.Min(text.Length, IVectorIndex.LongestQuestion)].EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (word.Length > 0 && IsMark(rune)))
                word.Append(rune);
            else
                End();
        }

        End();
        return words.Count == 0 ? null : string.Join(" OR ", words.Select(one => $"\"{one}\""));

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
