using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Engine.Tests.Durable;

/// <summary>Orchestrations that stay in memory between their steps. How often an orchestrator begins tells whether it was replayed.</summary>
public sealed class CacheTests
{
    private int _begins;

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(0, 6)]
    public async Task Step_InstanceInMemory_DoesNotReplay(int cached, int begins)
    {
        await using var host = await DurableHost.StartAsync(Five, options => options.MaxCachedInstances = cached);

        var done = await host.RunAsync("Main");

        Assert.Equal((5, begins), (done.ReadOutputAs<int>(), _begins));
    }

    [Fact]
    public async Task Step_MoreInstancesThanFit_TheOneUnusedLongestIsReplayed()
    {
        await using var host = await DurableHost.StartAsync(Waiting, options => options.MaxCachedInstances = 2);
        foreach (var id in (string[])["a", "b", "c"]) await Start(host, id);
        Assert.Equal(3, _begins);

        await Raise(host, "c");
        await Raise(host, "b");
        Assert.Equal(3, _begins);
        await Raise(host, "a");
        Assert.Equal(4, _begins);

        foreach (var id in (string[])["a", "b", "c"])
        {
            await Raise(host, id);
            Assert.Equal("1-2", (await host.CompletedAsync(id)).ReadOutputAs<string>());
        }
    }

    [Fact]
    public async Task Schedule_IdOfInstanceInMemory_RunsTheNewOne()
    {
        await using var host = await DurableHost.StartAsync(Waiting);
        await Start(host, "a");
        await Raise(host, "a");

        await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", "new ", new StartOrchestrationOptions("a").WithDedupeStatuses());
        await host.SettleAsync();
        await Raise(host, "a");
        await Raise(host, "a");

        Assert.Equal(("new 1-2", 2), ((await host.CompletedAsync("a")).ReadOutputAs<string>(), _begins));
    }

    [Fact]
    public async Task Suspend_InstanceInMemory_HoldsAndResumesWithoutReplay()
    {
        await using var host = await DurableHost.StartAsync(Waiting);
        await Start(host, "a");

        await host.Client.SuspendInstanceAsync("a");
        await Raise(host, "a");
        await Raise(host, "a");
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.Client.GetInstanceAsync("a"))!.RuntimeStatus);
        await host.Client.ResumeInstanceAsync("a");

        Assert.Equal(("1-2", 1), ((await host.CompletedAsync("a")).ReadOutputAs<string>(), _begins));
    }

    [Fact]
    public async Task Restart_InstanceWasInMemory_GoesOnFromHistory()
    {
        await using var host = await DurableHost.StartAsync(Waiting);
        await Start(host, "a");
        await Raise(host, "a");

        await host.RestartAsync();
        await Raise(host, "a");

        Assert.Equal(("1-2", 2), ((await host.CompletedAsync("a")).ReadOutputAs<string>(), _begins));
    }

    private static async Task Start(DurableHost host, string id)
    {
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", null, new StartOrchestrationOptions(id));
        await host.SettleAsync();
    }

    private static async Task Raise(DurableHost host, string id)
    {
        await host.Client.RaiseEventAsync(id, "go");
        await host.SettleAsync();
    }

    private void Five(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc("Main", async context =>
        {
            Interlocked.Increment(ref _begins);
            var at = 0;
            for (var i = 0; i < 5; i++) at = await context.CallActivityAsync<int>("Next", at);
            return at;
        })
        .AddActivityFunc<int, int>("Next", (_, at) => at + 1);

    private void Waiting(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc("Main", async context =>
    {
        Interlocked.Increment(ref _begins);
        await context.WaitForExternalEvent<object?>("go");
        var first = "1";
        await context.WaitForExternalEvent<object?>("go");
        return $"{context.GetInput<string>()}{first}-2";
    });
}
