using System.Globalization;
using Shortloop.Crash;

namespace Shortloop.Bench.Engine;

internal static class CrashBenchmark
{
    private const int Kills = 200;

    public static async Task RunAsync()
    {
        var report = await CrashRun.RunAsync(new CrashOptions(Seed(), Kills), Console.Error.WriteLine);
        await Console.Error.WriteLineAsync(report.ToString());

        new Figure("crash.kills", report.Kills, "kills", Kills, Bound.AtLeast).Write();
        new Figure("crash.lost", report.Lost.Count, "orders", 0).Write();
        new Figure("crash.wrong", report.Wrong.Count, "results", 0).Write();
        new Figure("crash.steps_twice", report.StepsTwice.Count, "steps", 0).Write();
        new Figure("crash.activities_twice_over_in_flight", report.OverInFlight, "runs", 0).Write();
    }

    private static int Seed() => Environment.GetEnvironmentVariable("SHORTLOOP_CRASH_SEED") is { Length: > 0 } seed
        ? int.Parse(seed, CultureInfo.InvariantCulture)
        : Random.Shared.Next();
}
