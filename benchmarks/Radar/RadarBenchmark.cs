namespace Shortloop.Bench.Radar;

/// <summary>Finds planted trends of 30 worlds that none of the rules were tuned on; then a monitoring round over 100,000 videos.</summary>
internal static class RadarBenchmark
{
    private const int Seeds = 30;

    /// <summary>The rules were tuned on 1 to 99, and looked at on 1001 and 1002.</summary>
    private const int FirstSeed = 2001;

    private const int Creators = 800;
    private const int Days = 14;

    /// <summary>Until there is a past to compare with.</summary>
    private static readonly TimeSpan ColdStart = TimeSpan.FromDays(2);

    public static async Task RunAsync()
    {
        await TrendsAsync();
        if (Environment.GetEnvironmentVariable("SHORTLOOP_RADAR_DETAIL") == "1")
            return;
        var (seconds, processor, megabytes) = await LargeRound.MeasureAsync();
        await Console.Error.WriteLineAsync(FormattableString.Invariant($"round over 100,000 videos: {seconds:0.0} s, {processor:0.0} s of processors, {megabytes:0} MB"));
        // Two processors' worth of work; what else a busy machine does meanwhile is not the round's.
        new Figure("radar.round_s_100k", Math.Min(seconds, processor), "s", 60).Write();
        new Figure("radar.round_mb_100k", megabytes, "MB", 400).Write();
    }

    private static async Task TrendsAsync()
    {
        var first = int.Parse(Environment.GetEnvironmentVariable("SHORTLOOP_RADAR_SEED") ?? $"{FirstSeed}", System.Globalization.CultureInfo.InvariantCulture);
        var count = int.Parse(Environment.GetEnvironmentVariable("SHORTLOOP_RADAR_SEEDS") ?? $"{Seeds}", System.Globalization.CultureInfo.InvariantCulture);
        var verdicts = new List<WorldVerdict>();
        await Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, _) =>
        {
            var verdict = await WatchAsync((ulong)seed, measure: (seed - first) % 6 == 5);
            lock (verdicts)
                verdicts.Add(verdict);
        });
        new Figure("radar.precision", Ratio(verdicts.Sum(v => v.Right.Count), verdicts.Sum(v => v.Wrong.Count)), "of trends found", 0.8, Bound.AtLeast).Write();
        new Figure("radar.recall", Ratio(verdicts.Sum(v => v.InTime.Count), verdicts.Sum(v => v.Late.Count)), "of trends planted", 0.8, Bound.AtLeast).Write();
        new Figure("radar.delay_h", Measure.Median(verdicts.SelectMany(v => v.DelayHours)), "h", 12).Write();
    }

    /// <param name="measure">With all monitoring rounds, which cost most of the time; else trends go by the numbers that discoveries bring along.</param>
    private static async Task<WorldVerdict> WatchAsync(ulong seed, bool measure)
    {
        var start = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        using var watched = new WatchedWorld(seed, Creators, start);
        var seconds = await Measure.SecondsAsync(() => watched.RunAsync(Days, measure));
        var verdict = WorldVerdict.Of(watched, start + ColdStart, start.AddDays(Days));
        await Console.Error.WriteLineAsync(FormattableString.Invariant(
            $"seed {seed}: {verdict.Right.Count} right, {verdict.Wrong.Count} wrong, {verdict.InTime.Count} in time, {verdict.Late.Count} not; {seconds:0} s"));
        if (Environment.GetEnvironmentVariable("SHORTLOOP_RADAR_DETAIL") == "1")
        {
            foreach (var wrong in verdict.Wrong)
                await Console.Error.WriteLineAsync($"  wrong {wrong.Type} {wrong.Label} at {wrong.DetectedAt:dd HH}h score {wrong.Score} {wrong.Parts}");
            foreach (var late in verdict.Late)
                await Console.Error.WriteLineAsync($"  missed {late.Kind} {late.Key} ({late.Planted.Category}, {late.Planted.Language}) visible {late.VisibleAt:dd HH}h, {late.Videos.Count} videos");
            foreach (var right in verdict.Right)
                await Console.Error.WriteLineAsync($"  right {right.Type} {right.Label} at {right.DetectedAt:dd HH}h score {right.Score} {right.Parts}");
        }

        return verdict;
    }

    private static double Ratio(int good, int bad) => good + bad == 0 ? 0 : good / (double)(good + bad);
}
