namespace Shortloop.Core.Study.Captions.Formats;

/// <summary>WebVTT (W3C Candidate Recommendation): blocks by blank lines; notes, styles and regions are passed over.</summary>
internal static class WebVtt
{
    internal static bool IsOne(string[] lines) => lines.Length > 0 && lines[0].TrimStart().StartsWith("WEBVTT", StringComparison.Ordinal);

    // A block whose first or second line isn't a time line is a note, a style or a region, whatever stands in it.
    internal static IEnumerable<Cue> Read(string[] lines) => Blocks.Of(lines, IsNoCue);

    private static bool IsNoCue(string first) =>
        first.StartsWith("NOTE", StringComparison.Ordinal) || first.StartsWith("STYLE", StringComparison.Ordinal) || first.StartsWith("REGION", StringComparison.Ordinal);
}

/// <summary>SubRip has no standard: a number, a time line, text, a blank line; any of the numbers and blank lines may be missing.</summary>
internal static class SubRip
{
    internal static IEnumerable<Cue> Read(string[] lines) => Blocks.Of(lines, _ => false);
}

internal static class Blocks
{
    /// <summary>Text belongs to the time line above it, up to a blank line or the next time line, whose identifier (a line before it) isn't text.</summary>
    internal static IEnumerable<Cue> Of(string[] lines, Func<string, bool> isPassedOver)
    {
        int at = 0;
        while (at < lines.Length)
        {
            if (isPassedOver(lines[at]) && (at == 0 || lines[at - 1].Length == 0))
            {
                while (at < lines.Length && lines[at].Trim().Length > 0)
                    at++;
                continue;
            }

            if (!TimeLine.TryRead(lines[at++], out double start, out double end))
                continue;
            int from = at;
            while (at < lines.Length && lines[at].Trim().Length > 0 && !TimeLine.TryRead(lines[at], out _, out _))
                at++;
            bool runsIntoNext = at < lines.Length && lines[at].Trim().Length > 0;
            int to = runsIntoNext && at > from && int.TryParse(lines[at - 1].Trim(), out _) ? at - 1 : at;
            foreach (Cue cue in CueText.Read(start, end, lines[from..to]))
                yield return cue;
        }
    }
}
