using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Shortloop.Engine;

namespace Shortloop.Bench.Engine;

/// <summary>
/// From the call that raises an event to the begin of the activity that the orchestrator, woken by it, calls: the event and the
/// orchestrator's step are both stored by then. 100 orchestrations wait; one event at a time.
/// </summary>
internal static class Latency
{
    private const int Waiting = 100;
    private const int Rounds = 10;
    private const int Gaps = 60;

    public static async Task RunAsync(string folder, SynchronousMode mode)
    {
        var arrivals = Channel.CreateUnbounded<long>();
        await using var rig = await EngineRig.OpenAsync(Path.Combine(folder, "engine.db"), mode, tasks => Tasks(tasks, arrivals));
        for (var i = 0; i < Waiting; i++)
            await rig.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions($"w{i}"));

        var warm = await RoundAsync(rig, arrivals, Waiting, TimeSpan.Zero);
        var close = await RoundAsync(rig, arrivals, Waiting * Rounds, TimeSpan.Zero);
        var apart = await RoundAsync(rig, arrivals, Gaps, TimeSpan.FromSeconds(1.1));
        await Console.Error.WriteLineAsync($"engine {mode}, event to next step: warm-up {Tell(warm)}; back to back {Tell(close)}; 1.1 s apart {Tell(apart)}");
        var suffix = mode == SynchronousMode.Full ? "_full" : "";
        new Figure($"engine.event_p50_ms{suffix}", Math.Max(At(close, 0.5), At(apart, 0.5)), "ms", 3).Write();
        new Figure($"engine.event_p99_ms{suffix}", Math.Max(At(close, 0.99), At(apart, 0.99)), "ms", 8).Write();
    }

    private static async Task<double[]> RoundAsync(EngineRig rig, Channel<long> arrivals, int events, TimeSpan gap)
    {
        var taken = new double[events];
        for (var i = 0; i < events; i++)
        {
            if (gap > TimeSpan.Zero) await Task.Delay(gap);
            var begin = Stopwatch.GetTimestamp();
            await rig.Client.RaiseEventAsync($"w{i % Waiting}", "go");
            taken[i] = Stopwatch.GetElapsedTime(begin, await arrivals.Reader.ReadAsync()).TotalMilliseconds;
        }
        Array.Sort(taken);
        return taken;
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];

    private static string Tell(double[] sorted) =>
        FormattableString.Invariant($"p50 {At(sorted, 0.5):0.00} ms, p99 {At(sorted, 0.99):0.00} ms, most {sorted[^1]:0.00} ms");

    private static void Tasks(DurableTaskRegistry tasks, Channel<long> arrivals) => tasks
        .AddOrchestratorFunc("Wait", async context =>
        {
            await context.WaitForExternalEvent<object?>("go");
            await context.CallActivityAsync("Arrive");
            context.ContinueAsNew();
        })
        .AddActivityFunc("Arrive", _ => { arrivals.Writer.TryWrite(Stopwatch.GetTimestamp()); });
}
