using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Analysis;

/// <summary>Frames and tenths of sound, summed up in samples of half a second.</summary>
internal static class Timeline
{
    /// <summary>Quieter is reported as silence, LUFS.</summary>
    private const double Quietest = -70;

    /// <summary>Times are whole milliseconds.</summary>
    private const double Rounding = 0.002;

    public static IReadOnlyList<TimelineSample> Of(
        IReadOnlyList<FrameFacts> frames, IReadOnlyList<double> times, IReadOnlyList<SoundSample> sound, double end)
    {
        var samples = new List<TimelineSample>();
        var frame = 0;
        var tenth = 0;
        var brightness = frames.Count > 0 ? frames[0].Brightness : 0f;
        for (var at = 0d; at < end - Rounding; at += TimelineSample.Seconds)
        {
            var until = at + TimelineSample.Seconds;
            var (motion, light, count) = (0d, 0d, 0);
            for (; frame < frames.Count && times[frame] < until; frame++, count++)
            {
                motion += frames[frame].Motion;
                light += frames[frame].Brightness;
                brightness = frames[frame].Brightness;
            }

            var (energy, heard) = (0d, 0);
            for (; tenth < sound.Count && sound[tenth].At < until; tenth++, heard++)
                energy += double.IsFinite(sound[tenth].Momentary) ? Math.Pow(10, sound[tenth].Momentary / 10) : 0;
            var loudness = heard == 0 ? double.NegativeInfinity : 10 * Math.Log10(energy / heard);

            // Where frames are rarer than samples, the last picture is still on the screen.
            samples.Add(new TimelineSample(
                at,
                Math.Round(count == 0 ? 0 : motion / count, 4),
                Math.Round(count == 0 ? brightness : light / count, 4),
                loudness > Quietest ? Math.Round(loudness, 1) : null));
        }

        return samples;
    }
}
