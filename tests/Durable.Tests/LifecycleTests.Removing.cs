using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

/// <summary>Purge, and what may follow it; restart.</summary>
public sealed partial class LifecycleTests
{
    [Fact]
    public async Task Purge_FinishedInstance_RemovesItAndUnfinishedStays()
    {
        await using var host = await StartAsync();
        var done = await host.RunAsync("Echo", "x");
        var running = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await host.UntilAsync(running, OrchestrationRuntimeStatus.Running);

        Assert.Equal(1, (await host.Client.PurgeInstanceAsync(done.InstanceId)).PurgedInstanceCount);
        Assert.Equal(0, (await host.Client.PurgeInstanceAsync(running)).PurgedInstanceCount);
        Assert.Equal(0, (await host.Client.PurgeInstanceAsync("nobody")).PurgedInstanceCount);

        Assert.Null(await host.Client.GetInstanceAsync(done.InstanceId));
        Assert.NotNull(await host.Client.GetInstanceAsync(running));
    }

    [Fact]
    [Trait("official", "differs")]
    public async Task Purge_Recursive_RemovesChildrenToo()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Grandparent");
        await host.UntilAsync("grandchild", OrchestrationRuntimeStatus.Running);
        await host.Client.RaiseEventAsync("grandchild", "go", "done");
        await host.CompletedAsync(id);

        Assert.Equal(3, (await host.Client.PurgeInstanceAsync(id, new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount);
        Assert.Null(await host.Client.GetInstanceAsync("grandchild"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_FinishedInstance_RunsAgainWithItsInput(bool newId)
    {
        await using var host = await StartAsync();
        var first = await host.RunAsync("Echo", "again");

        var id = await host.Client.RestartAsync(first.InstanceId, newId);

        Assert.Equal(newId, id != first.InstanceId);
        Assert.Equal("again", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    [Trait("official", "differs")]
    public async Task Restart_UnknownOrUnfinished_IsRefused()
    {
        await using var host = await StartAsync();
        var running = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");

        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.RestartAsync("nobody"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.RestartAsync(running));
    }

    [Fact]
    public async Task PurgeAll_ByStatus_RemovesOnlyThose()
    {
        await using var host = await StartAsync();
        var done = await host.RunAsync("Echo", "x");
        var failed = await host.RunAsync("Nobody");

        var filter = new PurgeInstancesFilter(DateTimeOffset.UnixEpoch, Statuses: [OrchestrationRuntimeStatus.Failed]);
        var purged = await host.Client.PurgeAllInstancesAsync(filter);

        Assert.Equal(1, purged.PurgedInstanceCount);
        Assert.Null(await host.Client.GetInstanceAsync(failed.InstanceId));
        Assert.NotNull(await host.Client.GetInstanceAsync(done.InstanceId));
    }

    [Fact]
    public async Task Purge_ThenSameId_StartsAfresh()
    {
        await using var host = await StartAsync();
        await host.RunAsync("Echo", "first", new StartOrchestrationOptions("same"));

        await host.Client.PurgeInstanceAsync("same");
        var dedupe = new StartOrchestrationOptions("same").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);

        Assert.Equal("second", (await host.RunAsync("Echo", "second", dedupe)).ReadOutputAs<string>());
    }
}
