using System.Globalization;
using System.Text;
using Shortloop.Sandbox.World;

namespace Shortloop.Sandbox.YouTube;

/// <summary>A talk as a caption file, with what such files carry in the field: notes, styles, speakers, positions, lines that roll and overlap.</summary>
internal static class CaptionFiles
{
    public static string Vtt(IReadOnlyList<TalkLine> lines, string language)
    {
        var text = Head(language).Append("STYLE\n::cue(.quiet) { opacity: 0.7 }\n\nNOTE\nWritten by the channel.\n\n");
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            // Every ninth cue stays until after the next has come, as two people who talk at once.
            var end = i % 9 == 8 && i + 1 < lines.Count ? lines[i + 1].Start + 0.8 : line.End;
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}\n{Time(line.Start, '.')} --> {Time(end, '.')}{(i % 7 == 3 ? " position:10% align:start" : "")}\n");
            var words = i % 5 == 2 ? $"<i>{Escape(line.Text)}</i>" : Escape(line.Text);
            text.Append(i % 4 == 0 ? $"<v {line.Speaker}>{words}</v>\n\n" : $"{words}\n\n");
        }

        return text.ToString();
    }

    /// <summary>As the machine writes them: the last line is shown again above the new one, whose words carry times.</summary>
    public static string RollingVtt(IReadOnlyList<TalkLine> lines, string language)
    {
        var text = Head(language);
        var before = " ";
        foreach (var line in lines)
        {
            var plain = Escape(line.Text.ToLowerInvariant().TrimEnd('.'));
            var words = plain.Split(' ');
            var step = (line.End - line.Start) / words.Length;
            var timed = string.Concat(words.Select((w, i) => i == 0 ? w : $"<{Time(line.Start + (i * step), '.')}><c> {w}</c>"));
            text.Append(CultureInfo.InvariantCulture, $"{Time(line.Start, '.')} --> {Time(line.End, '.')} align:start position:0%\n{before}\n{timed}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"{Time(line.End, '.')} --> {Time(line.End + 0.01, '.')} align:start position:0%\n{plain}\n \n\n");
            before = plain;
        }

        return text.ToString();
    }

    public static string Srt(IReadOnlyList<TalkLine> lines)
    {
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}\r\n{Time(lines[i].Start, ',')} --> {Time(lines[i].End, ',')}\r\n{lines[i].Text}\r\n\r\n");
        return text.ToString();
    }

    private static StringBuilder Head(string language) => new($"WEBVTT\nKind: captions\nLanguage: {language}\n\n");

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Time(double seconds, char point)
    {
        var time = TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
        return string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}{point}{time.Milliseconds:000}");
    }
}
