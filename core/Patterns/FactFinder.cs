using Shortloop.Core.Videos;

namespace Shortloop.Core.Patterns;

/// <summary>From what was measured to what it amounts to.</summary>
public static class FactFinder
{
    // No detector score exists for a cut that was not found.
    private const double NoCutConfidence = 0.7;

    public static VideoFacts Find(MediaProbe probe, MediaMeasurements measured)
    {
        var duration = measured.MeasuredSeconds;
        Cut[] cuts = [.. measured.Cuts.Where(cut => cut.At > 0 && cut.At < duration).OrderBy(cut => cut.At).DistinctBy(cut => cut.At)];
        var shots = Shots(cuts, measured, duration);
        return new VideoFacts(
            duration,
            probe.Video.Width,
            probe.Video.Height,
            duration > 0 ? cuts.Length * 10 / duration : 0,
            cuts.Length > 0 ? cuts[0].At : null,
            cuts.Length > 0 ? cuts.Average(cut => cut.Score) : NoCutConfidence,
            Lengths(shots),
            shots,
            Hook(3, cuts, measured, duration),
            Hook(5, cuts, measured, duration),
            Picture(measured, duration),
            measured.Sound is { } sound ? SoundFinder.Find(sound, measured.Timeline, duration) : null);
    }

    private static Shot[] Shots(Cut[] cuts, MediaMeasurements measured, double duration)
    {
        double[] bounds = [0, .. cuts.Select(cut => cut.At), duration];
        return [.. bounds.Zip(bounds.Skip(1), (start, end) => Shot(measured, start, end))];
    }

    internal static Shot Shot(MediaMeasurements measured, double start, double end)
    {
        var samples = Samples(measured.Timeline, start, end);
        return new Shot(
            start,
            end,
            Statistics.Mean(samples.Select(sample => sample.Motion)),
            Statistics.Mean(samples.Select(sample => sample.Brightness)),
            Statistics.MeanLevel(samples.Select(sample => sample.Loudness)));
    }

    /// <summary>Samples whose middle lies in the span; for a shorter span the one sample that holds its middle.</summary>
    private static TimelineSample[] Samples(IReadOnlyList<TimelineSample> timeline, double start, double end)
    {
        const double Half = TimelineSample.Seconds / 2;
        TimelineSample[] inside = [.. timeline.Where(sample => sample.At + Half >= start && sample.At + Half < end)];
        if (inside.Length > 0) return inside;
        var middle = (start + end) / 2;
        return [.. timeline.Where(sample => sample.At <= middle).TakeLast(1)];
    }

    private static ShotLengths Lengths(Shot[] shots)
    {
        double[] lengths = [.. shots.Select(shot => shot.Length)];
        var mean = Statistics.Mean(lengths);
        return new ShotLengths(
            Statistics.Median(lengths),
            Statistics.Percentile(lengths, 0.1),
            Statistics.Percentile(lengths, 0.9),
            mean > 0 ? Statistics.Deviation(lengths) / mean : 0);
    }

    private static HookFacts Hook(double seconds, Cut[] cuts, MediaMeasurements measured, double duration)
    {
        var end = Math.Min(seconds, duration);
        var hook = Shot(measured, 0, end);
        var rest = duration - end >= TimelineSample.Seconds ? Shot(measured, end, duration).Motion : 0;
        return new HookFacts(
            end,
            cuts.Count(cut => cut.At < end),
            hook.Motion,
            rest > 0 ? hook.Motion / rest : null,
            hook.Brightness,
            hook.Loudness,
            Spans.Share(measured.Black, 0, end));
    }

    private static PictureFacts Picture(MediaMeasurements measured, double duration)
    {
        double[] motion = [.. measured.Timeline.Select(sample => sample.Motion)];
        return new PictureFacts(
            Statistics.Mean(motion),
            Statistics.Percentile(motion, 0.9),
            Statistics.Mean(measured.Timeline.Select(sample => sample.Brightness)),
            Spans.Share(measured.Black, 0, duration),
            Spans.Share(measured.Frozen, 0, duration));
    }
}
