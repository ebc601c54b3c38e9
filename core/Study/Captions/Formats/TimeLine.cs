using System.Globalization;
using System.Text.RegularExpressions;

namespace Shortloop.Core.Study.Captions.Formats;

/// <summary>
/// <c>00:01:02.500 --> 00:01:04.000 line:80%</c>. Hours may be left out (WebVTT), the fraction may stand behind a comma (SubRip), a point or nothing.
/// </summary>
internal static partial class TimeLine
{
    private const double LongestHours = 100;

    internal static bool Occurs(IEnumerable<string> lines) => lines.Any(line => TryRead(line, out _, out _));

    internal static bool TryRead(string line, out double start, out double end)
    {
        (start, end) = (0, 0);
        // The arrow first: a pattern over every line of prose would cost more.
        if (!line.Contains("-->", StringComparison.Ordinal) || Pattern().Match(line) is not { Success: true } match)
            return false;
        start = Seconds(match, "");
        end = Math.Max(start, Seconds(match, "2"));
        return end < LongestHours * 3600;
    }

    private static double Seconds(Match match, string which)
    {
        double Number(string name) => match.Groups[name + which].ValueSpan is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : 0;
        string fraction = match.Groups["f" + which].Value;
        return (Number("h") * 3600) + (Number("m") * 60) + Number("s") + (fraction.Length == 0 ? 0 : Number("f") / Math.Pow(10, fraction.Length));
    }

    [GeneratedRegex(
        @"^\s*(?:(?<h>\d{1,3}):)?(?<m>\d{1,2}):(?<s>\d{1,2})(?:[.,](?<f>\d{1,3}))?\s*-->\s*(?:(?<h2>\d{1,3}):)?(?<m2>\d{1,2}):(?<s2>\d{1,2})(?:[.,](?<f2>\d{1,3}))?(?:\s.*)?$")]
    private static partial Regex Pattern();
}
