using Shortloop.Bench.Radar;

namespace Shortloop.Core.Tests.Radar;

/// <summary>The benchmark's way through simulated worlds, small: its figures are those of <c>./bench radar</c>, over more and larger worlds.</summary>
public sealed class WorldTests
{
    [Fact]
    public async Task Rounds_OverSmallWorlds_FindWhatWasPlanted()
    {
        int[] seeds = [501, 502, 503];
        WorldVerdict[] verdicts = await Task.WhenAll(seeds.Select(seed => Task.Run(() => WatchAsync((ulong)seed))));

        int right = verdicts.Sum(verdict => verdict.Right.Count);
        int wrong = verdicts.Sum(verdict => verdict.Wrong.Count);
        int inTime = verdicts.Sum(verdict => verdict.InTime.Count);
        int late = verdicts.Sum(verdict => verdict.Late.Count);
        string told = $"Seeds {string.Join(", ", seeds)}: {right} right, {wrong} wrong; {inTime} in time, {late} not.";
        Assert.True(inTime + late >= 6 && right >= 0.8 * (right + wrong) && inTime >= 0.7 * (inTime + late), told);
    }

    private static async Task<WorldVerdict> WatchAsync(ulong seed)
    {
        var start = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        using var watched = new WatchedWorld(seed, creators: 600, start);
        await watched.RunAsync(days: 7, measure: false);
        return WorldVerdict.Of(watched, start.AddDays(2), start.AddDays(7));
    }
}
