using System.Globalization;

namespace Shortloop.Bench.Coach;

/// <summary>Whether plans learn, and how fast they are.</summary>
internal static class CoachBenchmark
{
    private const int Seeds = 5;

    public static async Task RunAsync()
    {
        await LearnAsync();
    }

    private static async Task LearnAsync()
    {
        var first = ulong.TryParse(Environment.GetEnvironmentVariable("SHORTLOOP_COACH_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;
        var free = new List<FortnightResult>();
        var premium = new List<FortnightResult>();
        for (var seed = first; seed < first + Seeds; seed++)
        {
            free.Add(await TellAsync(seed, "2 videos a step", premium: false));
            if (Environment.GetEnvironmentVariable("SKIP") is null) premium.Add(await TellAsync(seed, "5 to 7 videos a step", premium: true));
        }

        new Figure("coach.lift_vs_random", free.Average(run => run.Late / run.Random), "", 1.5, Bound.AtLeast).Write();
        new Figure("coach.lift_vs_random_worst_seed", free.Min(run => run.Late / run.Random), "", 1.2, Bound.AtLeast).Write();
        new Figure("coach.liked_share_slope_per_day", free.Average(run => run.Slope), "", 0, Bound.AtLeast).Write();
        if (premium.Count > 0) new Figure("coach.lift_vs_random_premium", premium.Average(run => run.Late / run.Random), "", 1.2, Bound.AtLeast).Write();
    }

    private static async Task<FortnightResult> TellAsync(ulong seed, string what, bool premium)
    {
        var run = await Fortnight.RunAsync(seed, premium);
        await Console.Error.WriteLineAsync(FormattableString.Invariant(
            $"seed {seed}, {what}: liked {string.Join(' ', run.Shares.Select(share => share.ToString("0.00", CultureInfo.InvariantCulture)))}; days 8 to 14 {run.Late:0.000}, by chance {run.Random:0.000}, lift {run.Late / run.Random:0.00}, slope {run.Slope:0.0000} a day"));
        return run;
    }
}
