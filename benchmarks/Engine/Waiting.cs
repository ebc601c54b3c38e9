using System.Diagnostics;
using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Shortloop.Engine;

namespace Shortloop.Bench.Engine;

/// <summary>
/// 10,000 orchestrations that wait for an event, in a process of their own: its memory and its idle processor time; then it is
/// killed, and a new one is timed from its start to the first event's having run; the same with 100,000 finished ones beside them.
/// </summary>
internal static class Waiting
{
    public const string ChildArgument = "engine-child";
    private const int Instances = 10_000;
    private const int Finished = 100_000;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string folder)
    {
        var file = Path.Combine(folder, "engine.db");
        using (var first = Child.Start(file, "fill"))
        {
            await first.SaysAsync("filled");
            // The runtime still compiles what was hot a moment ago; that is not waiting.
            await Task.Delay(Idle);
            var before = first.ProcessorTime;
            await Task.Delay(Idle);
            var idle = (first.ProcessorTime - before) / Idle;
            await Console.Error.WriteLineAsync(FormattableString.Invariant($"engine with {Instances} waiting: {first.ResidentMegabytes:0} MB after starting them"));
            new Figure("engine.waiting_mb_10k", first.ResidentMegabytes, "MB", 120).Write();
            new Figure("engine.waiting_idle_cpu", idle * 100, "%", 1).Write();
        }
        new Figure("engine.restart_first_event_s", await RestartAsync(file, "0"), "s", 1).Write();
        using (var more = Child.Start(file, "finish")) await more.SaysAsync("finished");
        new Figure("engine.open_100k_s", await RestartAsync(file, "1"), "s", 1).Write();
    }

    /// <summary>The process that is measured.</summary>
    public static async Task ServeAsync(string file, string what)
    {
        var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await EngineRig.OpenAsync(file, SynchronousMode.Full, tasks => tasks
            .AddOrchestratorFunc("Wait", async context =>
            {
                await context.WaitForExternalEvent<object?>("go");
                await context.CallActivityAsync("Ran");
            })
            .AddOrchestratorFunc("Short", context => context.CallActivityAsync("Nothing"))
            .AddActivityFunc("Nothing", _ => { })
            .AddActivityFunc("Ran", _ => { ran.SetResult(); }));
        if (what == "fill")
        {
            await InParallel(Instances, i => rig.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions($"w{i}")));
            await InParallel(Instances, i => rig.Client.WaitForInstanceStartAsync($"w{i}"));
            await Console.Out.WriteLineAsync("filled");
        }
        else if (what == "finish")
        {
            await InParallel(Finished, async i =>
            {
                var id = await rig.Client.ScheduleNewOrchestrationInstanceAsync("Short");
                await rig.Client.WaitForInstanceCompletionAsync(id);
            });
            await Console.Out.WriteLineAsync("finished");
        }
        else
        {
            await rig.Client.RaiseEventAsync($"w{what}", "go");
            await ran.Task;
            await Console.Out.WriteLineAsync("ran");
        }
        await Task.Delay(Timeout.Infinite);
    }

    private static Task InParallel(int count, Func<int, Task> work) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (i, _) => await work(i));

    private static async Task<double> RestartAsync(string file, string instance)
    {
        var begin = Stopwatch.GetTimestamp();
        using var child = Child.Start(file, instance);
        await child.SaysAsync("ran");
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <summary>This program once more; disposing it is kill -9.</summary>
    private sealed class Child(Process process) : IDisposable
    {
        public TimeSpan ProcessorTime
        {
            get
            {
                process.Refresh();
                return process.TotalProcessorTime;
            }
        }

        public double ResidentMegabytes => double.Parse(
            File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) / 1024;

        public static Child Start(string file, string what) => new(Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [ChildArgument, file, what]) { RedirectStandardOutput = true })!);

        public async Task SaysAsync(string line)
        {
            var said = await process.StandardOutput.ReadLineAsync();
            if (said != line) throw new InvalidOperationException($"The engine's process said '{said}' where '{line}' was expected.");
        }

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
