using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Shortloop.Engine.Store;

namespace Shortloop.Engine.Tests.Durable;

/// <summary>Kills the engine at each of its commits in turn, just before and just after, and opens the file again.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(CommitPointName.Before, 0)]
    [InlineData(CommitPointName.After, 0)]
    [InlineData(CommitPointName.Before, 1000)]
    [InlineData(CommitPointName.After, 1000)]
    public async Task Kill_AtEachCommit_EndsWithTheRightResult(CommitPointName point, int cached)
    {
        for (var commit = 1; ; commit++)
        {
            var killed = await RunKilledAt(point, commit, cached);
            if (!killed)
            {
                // The story takes some fifteen commits; fewer would mean that the probe did not see them.
                Assert.InRange(commit, 10, 100);
                return;
            }
        }
    }

    [Fact]
    public async Task Kill_WhileActivityRuns_RunsItAgain()
    {
        var runs = 0;
        var blocked = new TaskCompletionSource();
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<int>("Work"))
            .AddActivityFunc("Work", async _ =>
            {
                if (Interlocked.Increment(ref runs) == 1) await blocked.Task;
                return runs;
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        SpinWait.SpinUntil(() => Volatile.Read(ref runs) == 1, TimeSpan.FromSeconds(30));

        host.Kill();
        await host.ReopenAsync();

        Assert.Equal(2, (await host.CompletedAsync(id)).ReadOutputAs<int>());
    }

    private static async Task<bool> RunKilledAt(CommitPointName point, int commit, int cached)
    {
        var seen = 0;
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        DurableHost? host = null;
        var applied = new ConcurrentDictionary<string, int>();
        void Probe(CommitPoint at)
        {
            if (killed.Task.IsCompleted || at.ToString() != point.ToString() || Interlocked.Increment(ref seen) != commit) return;
            host!.Kill();
            killed.SetResult();
        }

        host = await DurableHost.StartAsync(Story(applied), options => (options.Probe, options.MaxCachedInstances) = (Probe, cached));
        await using (host)
        {
            await Drive(host, killed.Task);
            var done = await host.CompletedAsync("story");

            Assert.Equal((OrchestrationRuntimeStatus.Completed, "a-b-go-child-3"), (done.RuntimeStatus, done.ReadOutputAs<string>()));
            // History holds each decision once: no step was applied twice.
            var kinds = host.History.ReadHistory("story").Select(entry => entry.Kind).ToList();
            Assert.Equal(5, kinds.Count(kind => kind == "activityScheduled"));
            Assert.Equal(5, kinds.Count(kind => kind == "activityCompleted"));
            Assert.Single(kinds, kind => kind == "timerFired");
            Assert.Single(kinds, kind => kind == "eventRaised");
            Assert.Single(kinds, kind => kind == "childCompleted");
            // One kill: no activity ran more than once more.
            Assert.All(applied.Values, runs => Assert.InRange(runs, 1, 2));
        }
        return killed.Task.IsCompleted;
    }

    /// <summary>Does what a caller would: starts, moves time, raises the event; after the kill reopens and does again what was not confirmed.</summary>
    private static async Task Drive(DurableHost host, Task killed)
    {
        var reopened = false;
        async Task Confirmed(Func<Task> order)
        {
            var task = order();
            await Task.WhenAny(task, killed);
            if (!reopened && killed.IsCompleted)
            {
                reopened = true;
                await host.ReopenAsync();
                await order();
            }
            else
            {
                await task;
            }
        }

        await Confirmed(() => StartIfAbsent(host));
        await Confirmed(() => host.AdvanceAsync(TimeSpan.FromMinutes(1)));
        await Confirmed(() => RaiseIfWaiting(host));
        await Confirmed(() => host.SettleAsync());
    }

    private static async Task StartIfAbsent(DurableHost host)
    {
        if (await host.Client.GetInstanceAsync("story") is null)
            await host.Client.ScheduleNewOrchestrationInstanceAsync("Story", null, new StartOrchestrationOptions("story"));
    }

    private static async Task RaiseIfWaiting(DurableHost host)
    {
        await host.SettleAsync();
        if (!host.History.ReadHistory("story").Any(entry => entry.Kind == "eventRaised"))
            await host.Client.RaiseEventAsync("story", "go", "go");
        await host.SettleAsync();
    }

    private static Action<DurableTaskRegistry> Story(ConcurrentDictionary<string, int> applied) => tasks => tasks
        .AddOrchestratorFunc("Story", async context =>
        {
            var first = await context.CallActivityAsync<string>("Say", "a");
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            var second = await context.CallActivityAsync<string>("Say", "b");
            var word = await context.WaitForExternalEvent<string>("go");
            var child = await context.CallSubOrchestratorAsync<string>("Child", null, new SubOrchestrationOptions(retry: null, "child"));
            var fan = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => context.CallActivityAsync<string>("Say", $"{i}")));
            return $"{first}-{second}-{word}-{child}-{fan.Length}";
        })
        .AddOrchestratorFunc("Child", context => context.CallActivityAsync<string>("Say", "child"))
        .AddActivityFunc<string, string>("Say", (_, text) =>
        {
            applied.AddOrUpdate(text, 1, (_, runs) => runs + 1);
            return text;
        });

    /// <summary>The engine's own type is internal, a theory's parameter must be public.</summary>
    public enum CommitPointName
    {
        Before,
        After,
    }
}
