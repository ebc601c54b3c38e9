using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Shortloop.Engine;

namespace Shortloop.Bench.Engine;

/// <summary>
/// One orchestration with 4,000 activities in sequence. Its last thousand must cost what its first did: a step that replayed the whole
/// history would make them several times as slow.
/// </summary>
internal static class LongStory
{
    private const int Part = 1000;
    private const int Parts = 4;

    public static async Task RunAsync(string folder)
    {
        var marks = new List<long>();
        await using var rig = await EngineRig.OpenAsync(Path.Combine(folder, "engine.db"), SynchronousMode.Normal, tasks => tasks
            .AddOrchestratorFunc("Long", async context =>
            {
                for (var i = 0; i <= Part * Parts; i++) await context.CallActivityAsync("Step", i);
            })
            .AddActivityFunc<int>("Step", (_, i) =>
            {
                if (i % Part == 0) marks.Add(Stopwatch.GetTimestamp());
            }));
        List<double> ratios = [];
        for (var turn = 0; turn < 4; turn++)
        {
            marks.Clear();
            var id = await rig.Client.ScheduleNewOrchestrationInstanceAsync("Long");
            await rig.Client.WaitForInstanceCompletionAsync(id);
            var (first, last) = (Seconds(marks, 0), Seconds(marks, Parts - 1));
            await Console.Error.WriteLineAsync(FormattableString.Invariant($"engine, one long orchestration: {Part / first:0} steps/s at the begin, {Part / last:0} after {Part * (Parts - 1)}"));
            if (turn > 0) ratios.Add(last / first);
        }
        new Figure("engine.long_story_ratio", Measure.Median(ratios), "", 1.5).Write();
    }

    private static double Seconds(List<long> marks, int part) => Stopwatch.GetElapsedTime(marks[part], marks[part + 1]).TotalSeconds;
}
