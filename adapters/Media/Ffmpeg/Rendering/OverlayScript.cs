using System.Globalization;
using System.Text;
using Shortloop.Core.Edits;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>
/// Writes text overlays as a subtitle script (ASS, one file per picture; libass wraps by real glyph widths and shapes every script that
/// the fonts have). Text is data: nothing in it can become an override tag.
/// </summary>
internal static class OverlayScript
{
    /// <summary>Letter height as share of the frame's shorter side, from the usual to the smallest that is still legible.</summary>
    private static readonly double[] Sizes = [0.068, 0.06, 0.052, 0.045, 0.038];

    /// <summary>Share of the safe area's height that one overlay may take.</summary>
    private const double MostHeight = 0.42;

    /// <summary>Of DejaVu Sans Bold, in letter heights: the mean letter, the widest common one, and a line with its gap.</summary>
    private const double MeanLetter = 0.6;
    private const double WideLetter = 0.96;
    private const double LineHeight = 1.2;

    private const char WordJoiner = '\u2060';

    public static string Write(RenderPicture picture, IReadOnlyList<TextOverlay> overlays)
    {
        var (left, right) = ((int)(picture.Width * picture.SafeLeft), (int)(picture.Width * picture.SafeRight));
        var (top, bottom) = ((int)(picture.Height * picture.SafeTop), (int)(picture.Height * picture.SafeBottom));
        var (width, height) = (picture.Width - left - right, picture.Height - top - bottom);
        var script = new StringBuilder();
        script.Append(CultureInfo.InvariantCulture, $"""
            [Script Info]
            ScriptType: v4.00+
            PlayResX: {picture.Width}
            PlayResY: {picture.Height}
            WrapStyle: 0
            ScaledBorderAndShadow: yes

            [V4+ Styles]
            Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
            Style: Text,DejaVu Sans,40,&H00FFFFFF,&H10000000,&H80000000,-1,1,4,2,5,{left},{right},0,1

            [Events]
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text

            """);
        foreach (var overlay in overlays)
        {
            var (size, text) = Fit(overlay.Text, width, height * MostHeight, Math.Min(picture.Width, picture.Height));
            var (anchor, y) = overlay.Place switch
            {
                OverlayPlace.Top => (8, top),
                OverlayPlace.Bottom => (2, picture.Height - bottom),
                _ => (5, top + (height / 2)),
            };
            script.Append(CultureInfo.InvariantCulture,
                $"Dialogue: 0,{Time(overlay.Start)},{Time(overlay.End)},Text,,0,0,0,,{{\\an{anchor}\\pos({left + (width / 2)},{y})\\fs{size}\\bord{Math.Max(2, size / 14)}\\fad(120,80)}}{text}\n");
        }

        return script.ToString();
    }

    /// <summary>The largest size at which the text fits; the rest of a text that never does is cut off with an ellipsis.</summary>
    private static (int Size, string Text) Fit(string text, int width, double height, int side)
    {
        var plain = Clean(text);
        foreach (var share in Sizes)
        {
            var size = (int)(side * share);
            if (Lines(plain, width, size) * size * LineHeight <= height) return (size, Escape(plain, width, size));
        }

        var smallest = (int)(side * Sizes[^1]);
        var letters = (int)(height / (smallest * LineHeight)) * (int)(width / (smallest * MeanLetter) * 0.85);
        while (plain.Length > 1 && Lines(plain, width, smallest) * smallest * LineHeight > height)
        {
            letters = Math.Min(letters, plain.Length - 1);
            plain = string.Concat(plain.AsSpan(0, letters).TrimEnd(), "…");
            letters -= 8;
        }

        return (smallest, Escape(plain, width, smallest));
    }

    /// <summary>Estimated; a little too many, because words do not fill lines.</summary>
    private static int Lines(string text, int width, int size)
    {
        var perLine = Math.Max(1, width / (size * MeanLetter));
        return text.Split('\n').Sum(line => Math.Max(1, (int)Math.Ceiling(line.Length * 1.12 / perLine)));
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n").Trim())
        {
            if (letter == '\n' || !char.IsControl(letter)) clean.Append(letter);
            else clean.Append(' ');
        }

        return clean.ToString();
    }

    /// <summary>Breaks words that no line can hold, then takes the meaning from braces, backslashes and line ends.</summary>
    private static string Escape(string text, int width, int size)
    {
        var longest = Math.Max(1, (int)(width / (size * WideLetter)));
        var escaped = new StringBuilder(text.Length * 2);
        var run = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            run = Rune.IsWhiteSpace(rune) ? 0 : run + 1;
            if (run > longest && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.NonSpacingMark)
            {
                escaped.Append("\\N");
                run = 1;
            }

            _ = rune.Value switch
            {
                '\n' => escaped.Append("\\N"),
                '{' or '}' => escaped.Append('\\').Append(rune),
                '\\' => escaped.Append(rune).Append(WordJoiner),
                _ => escaped.Append(rune),
            };
        }

        return escaped.ToString();
    }

    /// <summary>h:mm:ss.cc</summary>
    private static string Time(double seconds)
    {
        var hundredths = (long)Math.Round(Math.Max(0, seconds) * 100);
        return string.Create(
            CultureInfo.InvariantCulture, $"{hundredths / 360000}:{hundredths / 6000 % 60:00}:{hundredths / 100 % 60:00}.{hundredths % 100:00}");
    }
}
