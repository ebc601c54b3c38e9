using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Analysis;

internal static class Spans
{
    /// <summary>Times are whole milliseconds.</summary>
    private const double Rounding = 0.002;

    /// <summary>Runs of samples that are set, from the start of the first to the start of the next unset one.</summary>
    /// <param name="starts">Start of each sample, and one more: the end of the last.</param>
    /// <param name="shortest">Shorter runs are left out.</param>
    /// <param name="lead">Seconds before the first set sample that belong to the run too.</param>
    public static IReadOnlyList<TimeSpanSeconds> Of(
        int count, Func<int, bool> isSet, IReadOnlyList<double> starts, double shortest, double lead = 0)
    {
        var spans = new List<TimeSpanSeconds>();
        for (var at = 0; at < count; at++)
        {
            if (!isSet(at)) continue;
            var begin = Math.Max(0, starts[at] - lead);
            while (at < count && isSet(at)) at++;
            if (starts[at] - begin >= shortest - Rounding) spans.Add(new TimeSpanSeconds(Round(begin), Round(starts[at])));
        }

        return spans;
    }

    /// <summary>Runs of still frames: each begins with the frame that the others equal, so that two stills in a row stay two.</summary>
    public static IReadOnlyList<TimeSpanSeconds> OfStill(IReadOnlyList<FrameFacts> frames, IReadOnlyList<double> starts, double shortest)
    {
        var spans = new List<TimeSpanSeconds>();
        for (var at = 0; at < frames.Count;)
        {
            var begin = at++;
            while (at < frames.Count && frames[at].Frozen) at++;
            if (at > begin + 1 && starts[at] - starts[begin] >= shortest - Rounding) spans.Add(new TimeSpanSeconds(Round(starts[begin]), Round(starts[at])));
        }

        return spans;
    }

    public static double Round(double seconds) => Math.Round(seconds, 3);
}
