using Shortloop.EndToEnd.Fuzz;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.Bench.Web;

/// <summary>Malformed requests to every route: half of them as the person at this machine, half signed in. SHORTLOOP_FUZZ_SEED sets the seed, SHORTLOOP_FUZZ_CASES their number.</summary>
internal static class FuzzBenchmark
{
    public static async Task RunAsync()
    {
        var seed = Number("SHORTLOOP_FUZZ_SEED") ?? Environment.TickCount;
        var cases = Number("SHORTLOOP_FUZZ_CASES") ?? 20_000;
        await Console.Error.WriteLineAsync($"fuzz: SHORTLOOP_FUZZ_SEED={seed}");
        var (reached, findings) = (new SortedDictionary<string, int>(), 0);
        foreach (var accounts in (bool[])[false, true])
        {
            await using var shortloop = await Installation.StartAsync(connect: false, accounts: accounts, settings: Fuzzer.Unlimited);
            using var fuzzer = new Fuzzer(shortloop, seed, accounts);
            await fuzzer.RunAsync(cases / 2);
            foreach (var finding in fuzzer.Findings.Take(50))
                await Console.Error.WriteLineAsync(finding);
            findings += fuzzer.Findings.Count;
            foreach (var (what, times) in fuzzer.Reached)
                reached[what] = reached.GetValueOrDefault(what) + times;
        }

        foreach (var (what, times) in reached)
            await Console.Error.WriteLineAsync($"{times,8} {what}");
        new Figure("fuzz.cases", reached.Values.Sum(), "", cases, Bound.AtLeast).Write();
        new Figure("fuzz.failures", findings, "", 0).Write();
    }

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : null;
}
