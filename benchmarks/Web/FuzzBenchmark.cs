using Shortloop.EndToEnd.Fuzz;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.Bench.Web;

/// <summary>Malformed requests to every route. SHORTLOOP_FUZZ_SEED sets the seed, SHORTLOOP_FUZZ_CASES their number.</summary>
internal static class FuzzBenchmark
{
    public static async Task RunAsync()
    {
        var seed = Number("SHORTLOOP_FUZZ_SEED") ?? Environment.TickCount;
        var cases = Number("SHORTLOOP_FUZZ_CASES") ?? 20_000;
        await Console.Error.WriteLineAsync($"fuzz: SHORTLOOP_FUZZ_SEED={seed}");
        await using var shortloop = await Installation.StartAsync(connect: false);
        using var fuzzer = new Fuzzer(shortloop, seed);
        await fuzzer.RunAsync(cases);
        foreach (var finding in fuzzer.Findings.Take(50))
            await Console.Error.WriteLineAsync(finding);
        foreach (var (reached, times) in fuzzer.Reached)
            await Console.Error.WriteLineAsync($"{times,8} {reached}");
        new Figure("fuzz.cases", fuzzer.Reached.Values.Sum(), "", cases, Bound.AtLeast).Write();
        new Figure("fuzz.failures", fuzzer.Findings.Count, "", 0).Write();
    }

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : null;
}
