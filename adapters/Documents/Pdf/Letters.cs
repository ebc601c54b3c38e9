using System.Globalization;
using System.Text;

namespace Shortloop.Adapters.Pdf;

/// <summary>Text as pieces that one font can show each, so that no letter becomes an empty box.</summary>
internal static class Letters
{
    /// <summary>
    /// Nothing gets lost: a letter that no font has stands there by its code, such as [U+1F355]. What is never seen by itself (joiners, variation
    /// selectors) is left out where a font lacks it.
    /// </summary>
    /// <param name="text">Composed (NFC): fonts here have ü, and nothing puts two dots above a u.</param>
    public static IReadOnlyList<(string Text, FontFamily Font)> ByFont(string text, bool bold, FontFiles fonts)
    {
        var pieces = new List<(string Text, FontFamily Font)>();
        foreach (Rune letter in text.EnumerateRunes())
        {
            FontFamily? font = fonts.For(letter, bold);
            string shown = letter.ToString();
            if (font is null && IsUnseen(letter))
                continue;
            if (font is null)
                (font, shown) = (fonts.Text, string.Create(CultureInfo.InvariantCulture, $"[U+{letter.Value:X4}]"));
            if (pieces.Count > 0 && pieces[^1].Font == font)
                pieces[^1] = (pieces[^1].Text + shown, font);
            else
                pieces.Add((shown, font));
        }

        return pieces;
    }

    private static bool IsUnseen(Rune letter) =>
        letter.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) || Rune.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.Control;
}
