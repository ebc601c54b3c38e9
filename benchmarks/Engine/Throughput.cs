using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Shortloop.Engine;

namespace Shortloop.Bench.Engine;

/// <summary>Activities per second: five in sequence in each of 1,000 orchestrations started together, and 1,000 at once in one.</summary>
internal static class Throughput
{
    private const int Orchestrations = 1000;
    private const int Steps = 5;
    private const int Fan = 1000;
    private const int Turns = 5;

    public static async Task RunAsync(string folder, SynchronousMode mode)
    {
        var suffix = mode == SynchronousMode.Full ? "_full" : "";
        var file = Path.Combine(folder, "engine.db");
        List<double> sequence = [], fan = [];
        await using (var rig = await EngineRig.OpenAsync(file, mode, Tasks))
        {
            for (var turn = 0; turn <= Turns; turn++)
            {
                var (inSequence, atOnce) = (await SequenceAsync(rig), await FanAsync(rig));
                await Console.Error.WriteLineAsync(FormattableString.Invariant($"engine {mode}, {(turn == 0 ? "warm-up" : $"turn {turn}")}: {inSequence:0} activities/s in sequence, {atOnce:0} fanned out"));
                if (turn == 0) continue;
                sequence.Add(inSequence);
                fan.Add(atOnce);
            }
        }
        new Figure($"engine.activities_per_s{suffix}", Measure.Median(sequence), "1/s", mode == SynchronousMode.Full ? 4000 : 6000, Bound.AtLeast).Write();
        new Figure($"engine.fanout_per_s{suffix}", Measure.Median(fan), "1/s", 4000, Bound.AtLeast).Write();
        var bytes = (double)Directory.GetFiles(folder).Sum(path => new FileInfo(path).Length);
        new Figure($"engine.bytes_per_step{suffix}", bytes / ((Turns + 1) * (Orchestrations * Steps + Fan)), "B", 1000).Write();
    }

    private static async Task<double> SequenceAsync(EngineRig rig)
    {
        var seconds = await Measure.SecondsAsync(() => Task.WhenAll(Enumerable.Range(0, Orchestrations).Select(_ => CompleteAsync(rig, "Sequence"))));
        return Orchestrations * Steps / seconds;
    }

    private static async Task<double> FanAsync(EngineRig rig) => Fan / await Measure.SecondsAsync(() => CompleteAsync(rig, "Fan"));

    private static async Task CompleteAsync(EngineRig rig, string name)
    {
        var id = await rig.Client.ScheduleNewOrchestrationInstanceAsync(name);
        var done = await rig.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        if (done.RuntimeStatus != OrchestrationRuntimeStatus.Completed || done.ReadOutputAs<int>() != (name == "Fan" ? Fan : Steps))
            throw new InvalidOperationException($"{name} {id} came out wrong: {done.RuntimeStatus} {done.SerializedOutput}");
    }

    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc("Sequence", async context =>
        {
            var at = 0;
            for (var step = 0; step < Steps; step++) at = await context.CallActivityAsync<int>("Next", at);
            return at;
        })
        .AddOrchestratorFunc("Fan", async context =>
            (await Task.WhenAll(Enumerable.Range(0, Fan).Select(i => context.CallActivityAsync<int>("Next", i)))).Length)
        .AddActivityFunc<int, int>("Next", (_, at) => at + 1);
}
