using System.Net;
using System.Text.RegularExpressions;

namespace Shortloop.Core.Study.Captions.Formats;

/// <summary>
/// Text of a cue without its styling, split where the speaker changes: voice tags (<c>&lt;v Mara&gt;</c>), <c>MARA:</c> at a line's start, and the
/// dashes or chevrons that only say that somebody else speaks.
/// </summary>
internal static partial class CueText
{
    internal static IEnumerable<Cue> Read(double start, double end, IEnumerable<string> lines)
    {
        List<(string? Speaker, string Text)> parts = [];
        foreach (string line in lines)
        {
            (string? speaker, string text) = Line(line);
            if (text.Length == 0)
                continue;
            if (parts is [.., var last] && (speaker is null || speaker == last.Speaker))
                parts[^1] = (last.Speaker, $"{last.Text} {text}");
            else
                parts.Add((speaker, text));
        }

        // Two who speak within one cue share its time in order.
        for (int at = 0; at < parts.Count; at++)
        {
            double share = (end - start) / parts.Count;
            yield return new Cue(start + (share * at), start + (share * (at + 1)), parts[at].Text, parts[at].Speaker);
        }
    }

    private static (string? Speaker, string Text) Line(string line)
    {
        string? voice = Voice().Match(line) is { Success: true } tag ? Plain(tag.Groups[1].Value) : null;
        string text = Plain(line);
        text = Turn().Replace(text, "");
        if (voice is null && Label().Match(text) is { Success: true } label)
            (voice, text) = (label.Groups[1].Value, text[label.Length..]);
        return (voice is { Length: > 0 and <= 60 } ? voice : null, text.Trim());
    }

    /// <summary>Without tags and override codes, entities resolved, white space and directional marks folded.</summary>
    private static string Plain(string text) =>
        Space().Replace(WebUtility.HtmlDecode(Override().Replace(Tag().Replace(text, ""), "")), " ").Trim();

    [GeneratedRegex(@"<v(?:\.[^\s>]*)?\s+([^>]*)>")]
    private static partial Regex Voice();

    // Anything that looks like a tag; "a < b" stays.
    [GeneratedRegex(@"</?[A-Za-z0-9][^<>]*>")]
    private static partial Regex Tag();

    // {\an8} and the like, from Advanced SubStation.
    [GeneratedRegex(@"\{\\[^}]*\}")]
    private static partial Regex Override();

    [GeneratedRegex(@"^(?:>>+|[-–—])\s*")]
    private static partial Regex Turn();

    // In capitals or with a capital letter, short, and not a clock: "MARA:", "Dr. Who:".
    [GeneratedRegex(@"^(\p{Lu}[\p{L}\p{M}.'’ -]{1,30}):\s+")]
    private static partial Regex Label();

    [GeneratedRegex(@"[\s\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+")]
    private static partial Regex Space();
}
