using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Engine.Tests.Durable;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Schedule_WithStartAt_WaitsPendingUntilThen()
    {
        await using var host = await StartAsync();
        var at = host.Clock.GetUtcNow().AddHours(2);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions(StartAt: at));
        await host.Client.RaiseEventAsync(id, "go", "kept");
        await host.RestartAsync();

        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("kept", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Suspend_ThenResume_HoldsEventsBackAndLosesNone()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await host.SettleAsync();

        await host.Client.SuspendInstanceAsync(id, "pause");
        await host.Client.RaiseEventAsync(id, "go", "held");
        await host.RestartAsync();
        await host.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await host.Client.ResumeInstanceAsync(id);

        Assert.Equal("held", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task PurgeAll_ByFilter_RemovesOnlyMatchingFinishedOnes()
    {
        await using var host = await StartAsync();
        var early = await host.RunAsync("Echo", "early");
        host.Clock.Advance(TimeSpan.FromDays(2));
        var late = await host.RunAsync("Echo", "late");

        var purged = await host.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(
            CreatedTo: host.Clock.GetUtcNow().AddDays(-1), Statuses: [OrchestrationRuntimeStatus.Completed]));

        Assert.Equal(1, purged.PurgedInstanceCount);
        Assert.Null(await host.Client.GetInstanceAsync(early.InstanceId));
        Assert.NotNull(await host.Client.GetInstanceAsync(late.InstanceId));
    }

    [Fact]
    public async Task Purge_FinishedInstance_LeavesNoRowBehind()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                await context.CallActivityAsync("Work");
                await context.CallSubOrchestratorAsync<string>("Child");
                context.SendEvent(context.InstanceId, "unread", "kept");
                await context.CallActivityAsync("Work");
            })
            .AddOrchestratorFunc("Child", context => context.CallActivityAsync("Work"))
            .AddActivityFunc("Work", _ => { }));
        await host.StopAsync();
        var before = StoredRows.Count(host.DatabasePath);
        await host.ReopenAsync();
        var done = await host.RunAsync("Main");

        await host.Client.PurgeInstanceAsync(done.InstanceId, new PurgeInstanceOptions(Recursive: true));
        await host.StopAsync();

        Assert.Equal(before, StoredRows.Count(host.DatabasePath));
    }

    [Fact]
    public async Task PurgeAll_ManyInstances_TakesNoMoreThanItsTimeout()
    {
        await using var host = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => host.RunAsync("Echo", "x")));

        var none = await host.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter { Timeout = TimeSpan.Zero });
        var all = await host.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter { Timeout = TimeSpan.FromHours(1) });

        Assert.Equal((0, false), (none.PurgedInstanceCount, none.IsComplete));
        Assert.Equal((1000, true), (all.PurgedInstanceCount, all.IsComplete));
    }

    [Fact]
    public async Task Orders_ToFinishedInstance_LeaveNothingStored()
    {
        await using var host = await StartAsync();
        var done = await host.RunAsync("Echo", "x");
        await host.StopAsync();
        var before = StoredRows.Count(host.DatabasePath);
        await host.ReopenAsync();

        await host.Client.RaiseEventAsync(done.InstanceId, "go", "late");
        await host.Client.SuspendInstanceAsync(done.InstanceId);
        await host.Client.TerminateInstanceAsync(done.InstanceId);
        await host.StopAsync();

        Assert.Equal(before, StoredRows.Count(host.DatabasePath));
    }

    private static Task<DurableHost> StartAsync() => DurableHost.StartAsync(tasks => tasks
        .AddOrchestratorFunc<string, string>("Echo", (_, text) => text)
        .AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")));
}
