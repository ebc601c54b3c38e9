using System.Globalization;

namespace Shortloop.Bench.Coach;

/// <summary>Whether plans learn, and how fast they are.</summary>
internal static class CoachBenchmark
{
    private const int Seeds = 5;
    private const ulong First = 11;

    public static async Task RunAsync()
    {
        await SpeedAsync();
        await LearnAsync();
    }

    private static async Task SpeedAsync()
    {
        var (made, again, write, work) = await PlanSpeed.RunAsync();
        await Console.Error.WriteLineAsync(FormattableString.Invariant($"new plans: {made}; plans that are there: {again}; another route that writes one document: {write}; the host's work on a new one: {work:0.0} ms"));
        new Figure("coach.plan_p99_ms", made.At(0.99), "ms", 50).Write();
        new Figure("coach.plan_p50_ms", made.At(0.5), "ms", 25).Write();
        new Figure("coach.plan_again_p99_ms", again.At(0.99), "ms", 50).Write();
        new Figure("coach.plan_p99_over_bare_write", made.At(0.99) / write.At(0.99), "", 3).Write();
        new Figure("coach.plan_work_ms", work, "ms", 20).Write();
    }

    private static async Task LearnAsync()
    {
        var first = ulong.TryParse(Environment.GetEnvironmentVariable("SHORTLOOP_COACH_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : First;
        var free = new List<FortnightResult>();
        var premium = new List<FortnightResult>();
        for (var seed = first; seed < first + Seeds; seed++)
        {
            free.Add(await TellAsync(seed, "2 videos a step", premium: false));
            premium.Add(await TellAsync(seed, "5 to 7 videos a step", premium: true));
        }

        new Figure("coach.lift_vs_random", free.Average(run => run.Late / run.Random), "", 1.4, Bound.AtLeast).Write();
        new Figure("coach.lift_vs_random_worst_seed", free.Min(run => run.Late / run.Random), "", 1.2, Bound.AtLeast).Write();
        new Figure("coach.liked_share_slope_per_day", free.Average(run => run.Slope), "", 0, Bound.AtLeast).Write();
        new Figure("coach.lift_vs_random_premium", premium.Average(run => run.Late / run.Random), "", 1.2, Bound.AtLeast).Write();
    }

    private static async Task<FortnightResult> TellAsync(ulong seed, string what, bool premium)
    {
        var run = await Fortnight.RunAsync(seed, premium);
        await Console.Error.WriteLineAsync(FormattableString.Invariant(
            $"seed {seed}, {what}: liked {string.Join(' ', run.Shares.Select(share => share.ToString("0.00", CultureInfo.InvariantCulture)))}; days 8 to 14 {run.Late:0.000}, by chance {run.Random:0.000}, lift {run.Late / run.Random:0.00}, slope {run.Slope:0.0000} a day"));
        return run;
    }
}
