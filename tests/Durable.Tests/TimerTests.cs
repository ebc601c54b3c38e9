using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

public sealed class TimerTests
{
    [Fact]
    public async Task CreateTimer_DueTimePast_FiresAtOnce()
    {
        await using var host = await StartAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.RunAsync("Sleep", TimeSpan.FromDays(-1))).RuntimeStatus);
    }

    [Fact]
    public async Task CreateTimer_Cancelled_ThrowsAndDoesNotHoldUpTheEnd()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                using var stop = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(1), stop.Token);
                await context.CallActivityAsync("Work");
#pragma warning disable CA1849 // Orchestrators stay on their thread.
                stop.Cancel();
#pragma warning restore CA1849
                await Assert.ThrowsAsync<TaskCanceledException>(() => timer);
                return "done";
            })
            .AddActivityFunc("Work", _ => { }));

        Assert.Equal("done", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CreateTimer_TokenAlreadyCancelled_ThrowsTaskCanceled()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                await Assert.ThrowsAsync<TaskCanceledException>(() =>
                    context.CreateTimer(TimeSpan.FromDays(1), new CancellationToken(canceled: true)));
                return await context.CallActivityAsync<string>("Work");
            })
            .AddActivityFunc("Work", _ => "went on"));

        Assert.Equal("went on", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CreateTimer_AtAPointInTime_IsPastItWhenItFires()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var at = context.CurrentUtcDateTime.AddMilliseconds(20);
                await context.CreateTimer(at, CancellationToken.None);
                return context.CurrentUtcDateTime >= at;
            }));

        Assert.True((await host.RunAsync("Main")).ReadOutputAs<bool>());
    }

    [Fact]
    public async Task CreateTimer_WhenAnyWithActivity_LoserIsCancelled()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                using var stop = new CancellationTokenSource();
                var late = context.CreateTimer(TimeSpan.FromDays(1), stop.Token);
                var work = context.CallActivityAsync<string>("Work");
                if (await Task.WhenAny(work, late) == late) return "late";
#pragma warning disable CA1849 // Orchestrators stay on their thread.
                stop.Cancel();
#pragma warning restore CA1849
                return await work;
            })
            .AddActivityFunc("Work", _ => "in time"));

        Assert.Equal("in time", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    private static Task<DurableHost> StartAsync() => DurableHost.StartAsync(tasks => tasks
        .AddOrchestratorFunc<TimeSpan, TimeSpan>("Sleep", async (context, time) =>
        {
            var start = context.CurrentUtcDateTime;
            await context.CreateTimer(time, CancellationToken.None);
            return context.CurrentUtcDateTime - start;
        }));
}
