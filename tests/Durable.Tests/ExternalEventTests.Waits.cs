using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

/// <summary>Waits that end without an event, or compete for one.</summary>
public sealed partial class ExternalEventTests
{
    [Fact]
    public async Task WaitForExternalEvent_SeveralWaits_NewestIsServedFirst()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var older = context.WaitForExternalEvent<string>("word");
                var newer = context.WaitForExternalEvent<string>("word");
                return new[] { await newer, await older };
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");

        await host.Client.RaiseEventAsync(id, "word", "first");
        await host.Client.RaiseEventAsync(id, "word", "second");

        Assert.Equal(["first", "second"], (await host.CompletedAsync(id)).ReadOutputAs<List<string>>());
    }

    [Fact]
    public async Task WaitForExternalEvent_NoneInTime_ThrowsTaskCanceled()
    {
        await using var host = await StartAsync();

        Assert.Equal("too late", (await host.RunAsync("Patient", TimeSpan.FromMilliseconds(1))).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_InTime_EndsWithoutItsTimer()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Patient", TimeSpan.FromDays(1));

        await host.Client.RaiseEventAsync(id, "answer", "yes");

        Assert.Equal("yes", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_EarlierWaitTimedOut_TakesNoEvent()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                await Assert.ThrowsAsync<TaskCanceledException>(() => context.WaitForExternalEvent<string>("word", TimeSpan.FromMilliseconds(1)));
                context.SetCustomStatus("timed out");
                await context.WaitForExternalEvent<string>("go");
                return await context.WaitForExternalEvent<string>("word");
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.UntilAsync(id, state => state.SerializedCustomStatus is not null);

        await host.Client.RaiseEventAsync(id, "word", "kept");
        await host.Client.RaiseEventAsync(id, "go");

        Assert.Equal("kept", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_OpenWaitsOfTwoTypes_AreRefused()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var word = context.WaitForExternalEvent<string>("thing");
                await Assert.ThrowsAsync<ArgumentException>(() => context.WaitForExternalEvent<int>("THING"));
                return await word;
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");

        await host.Client.RaiseEventAsync(id, "thing", "word");

        Assert.Equal("word", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_TokenCancelled_ThrowsTaskCanceled()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                using var stop = new CancellationTokenSource();
                var word = context.WaitForExternalEvent<string>("word", stop.Token);
                await context.CallActivityAsync("Work");
#pragma warning disable CA1849 // Orchestrators stay on their thread.
                stop.Cancel();
#pragma warning restore CA1849
                await Assert.ThrowsAsync<TaskCanceledException>(() => word);
                return "stopped";
            })
            .AddActivityFunc("Work", _ => { }));

        Assert.Equal("stopped", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_WhenAnyOfTwoNames_LoserHoldsNothingUp()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var yes = context.WaitForExternalEvent<string>("yes");
                var no = context.WaitForExternalEvent<string>("no");
                return await await Task.WhenAny(yes, no);
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");

        await host.Client.RaiseEventAsync(id, "no", "refused");

        Assert.Equal("refused", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_NoneInTimeAndUncaught_FailsTheOrchestration()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.WaitForExternalEvent<string>("answer", TimeSpan.FromMilliseconds(1))));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.RunAsync("Main")).RuntimeStatus);
    }
}
