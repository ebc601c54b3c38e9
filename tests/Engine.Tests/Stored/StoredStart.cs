using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Shortloop.Engine.Store;
using Shortloop.Engine.Tests.Durable;
using Sum = Shortloop.Engine.Tests.Stored.StoredStories.Sum;

namespace Shortloop.Engine.Tests.Stored;

/// <summary>Brings one instance of each kind to where it waits, and kills the engine in the middle of the rest.</summary>
internal static class StoredStart
{
    /// <summary>Finished ones, then those that wait for time, events or orders, then those that are cut off while they work.</summary>
    internal static async Task MakeAsync(string path)
    {
        var held = new TaskCompletionSource();
        var (killed, commits) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), int.MaxValue);
        DurableHost? host = null;
        void Probe(CommitPoint at)
        {
            if (at != CommitPoint.After || Interlocked.Decrement(ref commits) != 0) return;
            host!.Kill();
            killed.SetResult();
        }

        await using (host = await DurableHost.StartAsync(
            new StoredStories(held.Task).Register, options => (options.DatabasePath, options.Probe) = (path, Probe)))
        {
            try
            {
                await FinishAsync(host);
                await WaitAsync(host);
                await HoldAsync(host, path);
                // The order itself, then the step it leads to: the start of relayed's second generation is on the disk and was never read.
                Volatile.Write(ref commits, 2);
                await host.Client.ResumeInstanceAsync("relayed");
                await killed.Task.WaitAsync(TimeSpan.FromSeconds(30));
            }
            finally
            {
                held.SetResult();
            }
        }
    }

    private static async Task FinishAsync(DurableHost host)
    {
        await host.RunAsync("Echo", "gone", new StartOrchestrationOptions("purged"));
        await host.Client.PurgeInstanceAsync("purged");
        await host.RunAsync("Echo", "hello", Options("done") with { Tags = new Dictionary<string, string> { ["colour"] = "blue" } });
        await host.RunAsync("Echo", "hello again", Options("twice"));
        await host.Client.RestartAsync("twice");
        await host.CompletedAsync("twice");
        await host.RunAsync("Broken", null, Options("failed"));
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Await", "never", Options("terminated"));
        await host.Client.TerminateInstanceAsync("terminated", "enough");
        await host.CompletedAsync("terminated");
    }

    private static async Task WaitAsync(DurableHost host)
    {
        var client = host.Client;
        await client.ScheduleNewOrchestrationInstanceAsync("Await", "word", Options("waiting"));
        await client.ScheduleNewOrchestrationInstanceAsync("Await", "word", Options("suspended"));
        await client.ScheduleNewOrchestrationInstanceAsync("Await", "word", Options("scheduled") with { StartAt = host.Clock.GetUtcNow().AddHours(1) });
        await client.RaiseEventAsync("scheduled", "word", "before the start");
        await client.ScheduleNewOrchestrationInstanceAsync("Patience", null, Options("patient"));
        await client.ScheduleNewOrchestrationInstanceAsync("Patience", null, Options("spoken"));
        await client.ScheduleNewOrchestrationInstanceAsync("Again", null, Options("retrying"));
        await client.ScheduleNewOrchestrationInstanceAsync("Collect", new Sum(0, 0), Options("counted"));
        await host.SettleAsync();
        await client.ScheduleNewOrchestrationInstanceAsync("Family", null, Options("family"));
        await client.ScheduleNewOrchestrationInstanceAsync("Relay", new Sum(0, 0), Options("relayed"));
        await host.SettleAsync();

        await client.SuspendInstanceAsync("relayed");
        foreach (var number in (int[])[1, 2, 4]) await client.RaiseEventAsync("relayed", "number", number);
        await client.SuspendInstanceAsync("suspended", "lunch");
        await client.RaiseEventAsync("suspended", "word", "while suspended");
        await client.RaiseEventAsync("spoken", "word", "spoken");
        foreach (var number in (int[])[10, 1]) await client.RaiseEventAsync("counted", "number", number);
        await client.RaiseEventAsync("counted", "go on 0", true);
        await host.SettleAsync();
        await client.RaiseEventAsync("counted", "go on 1", true);
        await host.SettleAsync();
    }

    /// <summary>Nothing is idle from here on: activities run, steps are half done.</summary>
    private static async Task HoldAsync(DurableHost host, string path)
    {
        var client = host.Client;
        await client.ScheduleNewOrchestrationInstanceAsync("Fan", null, Options("working"));
        await client.ScheduleNewOrchestrationInstanceAsync("Crowd", null, Options("crowd"));
        await client.RaiseEventAsync("crowd", "first", "first");

        Until(path, "SELECT count(*) = 3 FROM activity");
        // Two answers, the child's answer and the event, whichever of them woke it.
        Until(path, "SELECT count(*) = 4 FROM message JOIN instance USING (key) WHERE instance_id = 'crowd'");
        // What is on the disk can be seen before the writer has called the probe for it. It works in order, so it is done with that when it answers this.
        await client.PurgeInstanceAsync("purged");
    }

    private static StartOrchestrationOptions Options(string id) => new(id) { Version = new TaskVersion("1.5") };

    private static void Until(string path, string reached)
    {
        var patience = Stopwatch.StartNew();
        while (StoredFile.Number(path, reached) != 1)
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(30), $"Not reached: {reached}");
    }
}
