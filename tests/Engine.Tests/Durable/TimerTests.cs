using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Engine.Tests.Durable;

public sealed class TimerTests
{
    [Fact]
    public async Task CreateTimer_NotYetDue_WaitsUntilItIs()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", TimeSpan.FromDays(400));

        await host.AdvanceAsync(TimeSpan.FromDays(400) - TimeSpan.FromSeconds(1));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromDays(400), (await host.CompletedAsync(id)).ReadOutputAs<TimeSpan>());
    }

    [Fact]
    public async Task CreateTimer_HostRestartedAndDueMeanwhile_FiresAfterwards()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", TimeSpan.FromHours(1));
        await host.SettleAsync();
        await host.StopAsync();
        host.Clock.Advance(TimeSpan.FromHours(3));

        await host.ReopenAsync();

        Assert.Equal(TimeSpan.FromHours(3), (await host.CompletedAsync(id)).ReadOutputAs<TimeSpan>());
    }

    [Fact]
    public async Task CreateTimer_HostRestartedBeforeDue_StillFires()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", TimeSpan.FromHours(1));
        await host.SettleAsync();

        await host.RestartAsync();
        await host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.CompletedAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task CreateTimer_ClockSetBackWhileWaiting_FiresOnceTheTimeComes()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", TimeSpan.FromMinutes(10));

        await host.AdvanceAsync(TimeSpan.FromHours(-1));
        await host.AdvanceAsync(TimeSpan.FromMinutes(60));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(TimeSpan.FromMinutes(10), (await host.CompletedAsync(id)).ReadOutputAs<TimeSpan>());
    }

    [Fact]
    public async Task CreateTimer_InstanceRunsForAnotherReason_DoesNotFireEarly()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var timer = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                await context.WaitForExternalEvent<object?>("go");
                var early = timer.IsCompleted;
                await timer;
                return early;
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.AdvanceAsync(TimeSpan.FromMinutes(30));

        await host.Client.RaiseEventAsync(id, "go");
        await host.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromMinutes(30));

        Assert.False((await host.CompletedAsync(id)).ReadOutputAs<bool>());
    }

    [Fact]
    public async Task CreateTimer_LeftRunning_HoldsUpTheEnd()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context =>
            {
                _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return "done";
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");

        await host.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("done", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CreateTimer_ClockSetForward_FiresWithinHalfAMinute()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", TimeSpan.FromDays(10));
        await host.SettleAsync();

        host.Clock.Set(TimeSpan.FromDays(10));
        await host.AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.FromDays(10) + TimeSpan.FromSeconds(30), (await host.CompletedAsync(id)).ReadOutputAs<TimeSpan>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CreateTimer_TenThousandDueAfterALongSleep_AllFire(bool hostWasDown)
    {
        await using var host = await StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(i =>
            host.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", TimeSpan.FromMinutes(i % 500))));
        await host.SettleAsync();

        if (hostWasDown) await host.StopAsync();
        host.Clock.Advance(TimeSpan.FromDays(7));
        if (hostWasDown) await host.ReopenAsync();

        await Task.WhenAll(ids.Select(host.CompletedAsync));
        var left = await host.Client.ListInstanceIdsAsync([OrchestrationRuntimeStatus.Running], pageSize: 1);
        Assert.Empty(left.Values);
    }

    private static Task<DurableHost> StartAsync() => DurableHost.StartAsync(tasks => tasks
        .AddOrchestratorFunc<TimeSpan, TimeSpan>("Sleep", async (context, time) =>
        {
            var start = context.CurrentUtcDateTime;
            await context.CreateTimer(time, CancellationToken.None);
            return context.CurrentUtcDateTime - start;
        }));
}
