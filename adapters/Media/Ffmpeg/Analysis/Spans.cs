using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Analysis;

internal static class Spans
{
    /// <summary>Runs of samples that are set, from the start of the first to the start of the next unset one.</summary>
    /// <param name="starts">Start of each sample, and one more: the end of the last.</param>
    /// <param name="shortest">Shorter runs are left out.</param>
    /// <param name="lead">Seconds before the first set sample that belong to the run too.</param>
    public static IReadOnlyList<TimeSpanSeconds> Of(
        int count, Func<int, bool> isSet, IReadOnlyList<double> starts, double shortest, double lead = 0)
    {
        const double rounding = 0.0005;
        var spans = new List<TimeSpanSeconds>();
        for (var at = 0; at < count; at++)
        {
            if (!isSet(at)) continue;
            var begin = Math.Max(0, starts[at] - lead);
            while (at < count && isSet(at)) at++;
            if (starts[at] - begin >= shortest - rounding) spans.Add(new TimeSpanSeconds(Round(begin), Round(starts[at])));
        }

        return spans;
    }

    public static double Round(double seconds) => Math.Round(seconds, 3);
}
