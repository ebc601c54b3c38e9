using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

public sealed partial class LifecycleTests
{
    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending)]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Suspended)]
    [Trait("official", "differs")]
    public async Task Schedule_IdOfUnfinishedInstance_IsRefusedAndNothingChanges(OrchestrationRuntimeStatus status)
    {
        await using var host = await StartAsync();
        var startAt = status == OrchestrationRuntimeStatus.Pending ? DateTimeOffset.UtcNow.AddDays(1) : (DateTimeOffset?)null;
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", "first", new StartOrchestrationOptions("same", startAt));
        if (status == OrchestrationRuntimeStatus.Suspended) await host.Client.SuspendInstanceAsync("same");
        await host.UntilAsync("same", status);

        await Assert.ThrowsAnyAsync<Exception>(() =>
            host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", "second", new StartOrchestrationOptions("same")));

        var state = await host.Client.GetInstanceAsync("same", getInputsAndOutputs: true);
        Assert.Equal((status, "first"), (state!.RuntimeStatus, state.ReadInputAs<string>()));
    }

    [Fact]
    [Trait("official", "differs")]
    public async Task Schedule_ManyAtOnceWithOneId_ExactlyOneStarts()
    {
        await using var host = await StartAsync();

        var attempts = Enumerable.Range(0, 20).Select(async _ =>
        {
            try
            {
                await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("same"));
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        });

        Assert.Single(await Task.WhenAll(attempts), started => started);
    }

    [Fact]
    public async Task Schedule_IdOfFinishedInstance_ReplacesIt()
    {
        await using var host = await StartAsync();
        await host.RunAsync("Echo", "first", new StartOrchestrationOptions("same"));

        var done = await host.RunAsync("Echo", "second", new StartOrchestrationOptions("same"));

        Assert.Equal("second", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Schedule_DedupeStatusCompleted_RefusesCompletedOnes()
    {
        await using var host = await StartAsync();
        await host.RunAsync("Echo", "first", new StartOrchestrationOptions("same"));
        var once = new StartOrchestrationOptions("same").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);

        await Assert.ThrowsAnyAsync<Exception>(() => host.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "second", once));
    }

    [Fact]
    public async Task Schedule_DedupeStatusesWithoutRunning_ReplacesRunningOne()
    {
        await using var host = await StartAsync();
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("same"));
        await host.UntilAsync("same", OrchestrationRuntimeStatus.Running);
        var replace = new StartOrchestrationOptions("same").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);

        var done = await host.RunAsync("Echo", "second", replace);

        Assert.Equal(("Echo", "second"), (done.Name, done.ReadOutputAs<string>()));
    }

    [Fact]
    public async Task Terminate_Running_EndsAtOnceWithOutput()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Running);

        await host.Client.TerminateInstanceAsync(id, "enough");

        var done = await host.CompletedAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough"), (done.RuntimeStatus, done.ReadOutputAs<string>()));
    }

    [Fact]
    public async Task Terminate_SuspendedOrPending_EndsToo()
    {
        await using var host = await StartAsync();
        var suspended = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await host.Client.SuspendInstanceAsync(suspended);
        var pending = await host.Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", null, new StartOrchestrationOptions(StartAt: DateTimeOffset.UtcNow.AddDays(1)));

        await host.Client.TerminateInstanceAsync(suspended);
        await host.Client.TerminateInstanceAsync(pending);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await host.CompletedAsync(suspended)).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await host.CompletedAsync(pending)).RuntimeStatus);
    }

    [Theory]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    [InlineData(false, OrchestrationRuntimeStatus.Completed)]
    [Trait("official", "differs")]
    public async Task Terminate_Recursive_EndsChildrenOnlyIfAsked(bool recursive, OrchestrationRuntimeStatus childStatus)
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Grandparent");
        await host.UntilAsync("grandchild", OrchestrationRuntimeStatus.Running);

        await host.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions(Recursive: recursive));
        await host.CompletedAsync(id);
        // One that is spared takes its event and completes; the other is beyond it.
        if (!recursive) await host.Client.RaiseEventAsync("grandchild", "go", "done");

        Assert.Equal(childStatus, (await host.CompletedAsync("grandchild")).RuntimeStatus);
    }

    [Fact]
    public async Task Suspend_Running_IsVisibleAndHoldsEventsBack()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Running);

        await host.Client.SuspendInstanceAsync(id, "pause");
        var suspended = await host.UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
        await host.Client.RaiseEventAsync(id, "go", "held");
        await host.Client.ResumeInstanceAsync(id);

        Assert.Equal((false, false), (suspended.IsRunning, suspended.IsCompleted));
        Assert.Equal("held", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Suspend_Twice_OneResumptionGoesOn()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Running);

        await host.Client.SuspendInstanceAsync(id);
        await host.Client.SuspendInstanceAsync(id);
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
        await host.Client.ResumeInstanceAsync(id);
        await host.Client.RaiseEventAsync(id, "go", "on");

        Assert.Equal("on", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Suspend_ActivityRunning_ItsAnswerIsHeldBackToo()
    {
        var release = new TaskCompletionSource();
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var answer = await context.CallActivityAsync<string>("Slow");
                context.SetCustomStatus("answered");
                return answer;
            })
            .AddActivityFunc("Slow", async _ =>
            {
                await release.Task;
                return "kept";
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.Client.SuspendInstanceAsync(id);
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Suspended);

        release.SetResult();
        await host.Client.ResumeInstanceAsync(id);

        Assert.Equal("kept", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Orders_ToFinishedInstance_ChangeNothing()
    {
        await using var host = await StartAsync();
        var done = await host.RunAsync("Echo", "x");

        await host.Client.SuspendInstanceAsync(done.InstanceId);
        await host.Client.ResumeInstanceAsync(done.InstanceId);
        await host.Client.TerminateInstanceAsync(done.InstanceId, "too late");

        var after = await host.CompletedAsync(done.InstanceId);
        Assert.Equal((OrchestrationRuntimeStatus.Completed, "x"), (after.RuntimeStatus, after.ReadOutputAs<string>()));
    }

    [Fact]
    public async Task Schedule_StartAtInThePast_StartsAtOnce()
    {
        await using var host = await StartAsync();

        var done = await host.RunAsync("Echo", "x", new StartOrchestrationOptions(StartAt: DateTimeOffset.UtcNow.AddDays(-1)));

        Assert.Equal("x", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Schedule_WithoutId_EachGetsItsOwn()
    {
        await using var host = await StartAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x")));

        Assert.Equal(20, ids.Distinct().Count());
    }

    private static Task<DurableHost> StartAsync() => DurableHost.StartAsync(tasks => tasks
        .AddOrchestratorFunc<string, string>("Echo", (_, text) => text)
        .AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go"))
        .AddOrchestratorFunc("Grandparent", context => context.CallSubOrchestratorAsync<string>("Parent"))
        .AddOrchestratorFunc("Parent", context =>
            context.CallSubOrchestratorAsync<string>("Wait", null, new SubOrchestrationOptions(retry: null, "grandchild"))));
}
