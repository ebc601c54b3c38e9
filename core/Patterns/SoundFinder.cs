using Shortloop.Core.Videos;

namespace Shortloop.Core.Patterns;

internal static class SoundFinder
{
    // 3 s: long enough to hold a sentence and its pause, short enough for a 15-second clip to have several.
    private const int WindowSamples = (int)(3 / TimelineSample.Seconds);

    // What a pause counts as, so that digital silence does not make the deviation infinite.
    private const double Floor = -60;

    public static SoundFacts Find(SoundMeasurements sound, IReadOnlyList<TimelineSample> timeline, double duration) => new(
        sound.IntegratedLufs,
        sound.RangeLu,
        sound.FirstSoundAt,
        sound.FirstSoundAt is null ? 1 : Spans.Share(sound.Silences, 0, duration),
        sound.IntegratedLufs is { } level ? Statistics.Mean(timeline.Select(sample => sample.Loudness >= level - 10 ? 1.0 : 0)) : 0,
        sound.IntegratedLufs is null ? 0 : Statistics.Mean(timeline.Chunk(WindowSamples).Where(IsWhole).Select(SpeechLike)));

    private static bool IsWhole(TimelineSample[] window) => window.Length == WindowSamples;

    private static double SpeechLike(TimelineSample[] window)
    {
        double[] levels = [.. window.Select(sample => Math.Max(sample.Loudness ?? Floor, Floor))];
        return Statistics.Deviation(levels) is >= 2 and <= 10 ? 1 : 0;
    }
}
