using Shortloop.Core.Patterns;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Scripts;

/// <summary>
/// Parts in which neither picture nor sound says anything. Speech over a frozen picture stays, and so does silent action.
/// </summary>
internal static class DeadParts
{
    // Room around a cut-out, so that the last syllable and the next breath stay.
    private const double Margin = 0.1;
    private const double Shortest = 0.4;

    public static IReadOnlyList<DroppedPart> Find(VideoFacts facts, MediaMeasurements measured)
    {
        var duration = facts.DurationSeconds;
        var still = Spans.Union([.. measured.Black, .. measured.Frozen], 0, duration);
        if (measured.Sound?.FirstSoundAt is null) return Trim(still, "black or frozen", duration);

        var silent = Spans.Union(measured.Sound.Silences, 0, duration);
        var calm = Spans.Union([.. still, .. Calm(facts, measured)], 0, duration);
        return Trim(Spans.Intersect(silent, calm), "silent and still", duration);
    }

    /// <summary>Samples that move less than half of them do: in a pause of a talking head the head rests as well.</summary>
    private static IEnumerable<TimeSpanSeconds> Calm(VideoFacts facts, MediaMeasurements measured)
    {
        var median = Statistics.Median(measured.Timeline.Select(sample => sample.Motion));
        return measured.Timeline
            .Where(sample => sample.Motion < median && sample.At < facts.DurationSeconds)
            .Select(sample => new TimeSpanSeconds(sample.At, sample.At + TimelineSample.Seconds));
    }

    private static DroppedPart[] Trim(IReadOnlyList<TimeSpanSeconds> spans, string why, double duration) =>
        [.. from span in spans
            let start = span.Start <= 0 ? 0 : span.Start + Margin
            let end = span.End >= duration ? duration : span.End - Margin
            where end - start >= Shortest
            select new DroppedPart(start, end, why)];
}
