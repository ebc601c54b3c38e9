using Shortloop.Core.Videos;

namespace Shortloop.Core.Tests.Patterns;

/// <summary>Measurements made by hand or by a seeded generator.</summary>
public static class SampleVideos
{
    public static MediaProbe Probe(double seconds, int width = 1080, int height = 1920, bool sound = true) => new(
        MediaFormat.Mp4,
        seconds,
        SizeBytes: 1_000_000,
        new VideoStream(0, "h264", width, height, Rotation: 0, FrameRate: 30, VariableFrameRate: false, "yuv420p"),
        sound ? new AudioStream(1, "aac", 48_000, 2) : null);

    public static MediaMeasurements Measured(
        double seconds,
        IReadOnlyList<Cut>? cuts = null,
        Func<double, TimelineSample>? sample = null,
        IReadOnlyList<TimeSpanSeconds>? black = null,
        IReadOnlyList<TimeSpanSeconds>? frozen = null,
        SoundMeasurements? sound = null) => new(
        seconds,
        (int)(seconds * 30),
        cuts ?? [],
        [.. Enumerable.Range(0, (int)Math.Ceiling(seconds / TimelineSample.Seconds))
            .Select(index => index * TimelineSample.Seconds)
            .Select(sample ?? (at => new TimelineSample(at, 0.02, 0.5, sound is null ? null : -16)))],
        black ?? [],
        frozen ?? [],
        sound,
        KeyFrames: [],
        "poster.jpg",
        new PreviewStrip("strip.jpg", 1, 90, 160, 1, 1));

    public static SoundMeasurements Sound(double? integrated = -16, double? firstAt = 0, params TimeSpanSeconds[] silences) =>
        new(integrated, RangeLu: 5, PeakDb: -1, silences, firstAt);

    /// <summary>Anything that a decoder could report, the odd ends included: no sound, no cuts, half a second, ten minutes.</summary>
    public static (MediaProbe Probe, MediaMeasurements Measured) Random(int seed)
    {
        var random = new Random(seed);
        var seconds = (seed % 5) switch
        {
            0 => 0.5,
            1 => 600,
            2 => 0.5 + (random.NextDouble() * 5),
            _ => 3 + (random.NextDouble() * 120),
        };
        var hasSound = random.Next(4) > 0;
        var cuts = random.Next(4) == 0 ? 0 : (int)(seconds * random.NextDouble());
        var silences = Spans(random, seconds);
        SoundMeasurements? sound = !hasSound ? null
            : random.Next(6) == 0 ? new SoundMeasurements(null, null, null, [new TimeSpanSeconds(0, seconds)], null)
            : new SoundMeasurements(-30 + (random.NextDouble() * 25), random.NextDouble() * 15, -1, silences, random.NextDouble() * Math.Min(seconds, 4));
        var base_ = random.NextDouble() * 0.08;
        var measured = Measured(
            seconds,
            [.. Enumerable.Range(0, cuts).Select(_ => random.NextDouble() * seconds).Where(at => at > 0).Order().Select(at => new Cut(at, 0.5 + (random.NextDouble() / 2)))],
            at => new TimelineSample(
                at,
                base_ * random.NextDouble() * 2,
                random.NextDouble(),
                sound?.IntegratedLufs is null || silences.Any(span => at >= span.Start && at < span.End) ? null : -40 + (random.NextDouble() * 30)),
            Spans(random, seconds),
            Spans(random, seconds),
            sound);
        return (Probe(seconds, 160 + random.Next(2000), 160 + random.Next(2000), hasSound), measured);
    }

    private static TimeSpanSeconds[] Spans(Random random, double seconds) =>
        random.Next(2) == 0 ? []
            : random.Next(10) == 0 ? [new TimeSpanSeconds(0, seconds)]
            : [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ =>
            {
                var start = random.NextDouble() * seconds;
                return new TimeSpanSeconds(start, Math.Min(seconds, start + 0.5 + (random.NextDouble() * seconds / 5)));
            }).OrderBy(span => span.Start)];
}
