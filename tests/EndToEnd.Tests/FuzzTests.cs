using Shortloop.EndToEnd.Fuzz;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>Some hundred malformed requests; <c>./bench fuzz</c> sends many more.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task Requests_WrongInManyWays_AreRefusedCleanly()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SHORTLOOP_FUZZ_SEED"), out var given) ? given : Environment.TickCount;
        await using var shortloop = await Installation.StartAsync(connect: false);
        using var fuzzer = new Fuzzer(shortloop, seed);

        await fuzzer.RunAsync(600);

        Assert.True(fuzzer.Findings.Count == 0, $"SHORTLOOP_FUZZ_SEED={seed}\n{string.Join('\n', fuzzer.Findings)}\n{shortloop.Logs}");
        Assert.Contains(fuzzer.Reached, reached => reached.Key.EndsWith("2xx", StringComparison.Ordinal));
    }
}
