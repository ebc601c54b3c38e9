using System.Globalization;
using Shortloop.MoneyBench;

namespace Shortloop.Bench.Billing;

internal static class MoneyBenchmark
{
    private const int Kills = 60;

    public static async Task RunAsync()
    {
        var report = await MoneyRun.RunAsync(new MoneyOptions(Seed(), Kills, Jobs: 6000), Console.Error.WriteLine);
        await Console.Error.WriteLineAsync(report.ToString());

        new Figure("money.violations", report.Violations.Count, "", 0).Write();
        new Figure("money.kills", report.Kills, "kills", Kills / 2, Bound.AtLeast).Write();
        new Figure("money.charged", report.Charged, "renders", 1, Bound.AtLeast).Write();
        new Figure("money.unserved", report.Unserved, "renders", 1, Bound.AtLeast).Write();
        new Figure("money.webhooks", report.Webhooks, "deliveries", 1, Bound.AtLeast).Write();
    }

    private static int Seed() => Environment.GetEnvironmentVariable("SHORTLOOP_MONEY_SEED") is { Length: > 0 } seed
        ? int.Parse(seed, CultureInfo.InvariantCulture)
        : Random.Shared.Next();
}
