using Shortloop.Core.Videos;

namespace Shortloop.Core.Edits;

/// <summary>A bright moment that is likely sharp: sharpness is not measured, but what hardly moves is rarely blurred.</summary>
internal static class ThumbnailPlanner
{
    // Beyond this, more light is no gain: the picture washes out.
    private const double Bright = 0.6;

    /// <returns>Seconds of the result, within it.</returns>
    public static double Plan(IReadOnlyList<EditClip> clips, MediaMeasurements measured)
    {
        var best = clips[0].Duration / 2;
        var bestScore = double.NegativeInfinity;
        var clipStart = 0.0;
        foreach (var clip in clips)
        {
            foreach (var sample in measured.Timeline)
            {
                var middle = sample.At + (TimelineSample.Seconds / 2);
                if (middle < clip.SourceStart || middle >= clip.SourceEnd) continue;
                var score = Score(sample, middle, measured.Black);
                if (score > bestScore) (best, bestScore) = (clipStart + (middle - clip.SourceStart), score);
            }

            clipStart += clip.Duration;
        }

        return best;
    }

    private static double Score(TimelineSample sample, double middle, IReadOnlyList<TimeSpanSeconds> black) =>
        black.Any(span => middle >= span.Start && middle < span.End)
            ? -1
            : Bright - Math.Abs(Bright - sample.Brightness) - (2 * sample.Motion);
}
