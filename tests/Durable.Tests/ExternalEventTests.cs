using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

public sealed class ExternalEventTests
{
    [Fact]
    public async Task WaitForExternalEvent_RaisedAfterTheWait_ReturnsPayload()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 1);
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Running);

        await host.Client.RaiseEventAsync(id, "number", 7);

        Assert.Equal([7], (await host.CompletedAsync(id)).ReadOutputAs<List<int>>());
    }

    [Fact]
    public async Task WaitForExternalEvent_RaisedBeforeTheWait_IsKept()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("CollectLate", 3);
        foreach (var number in new[] { 1, 2, 3 }) await host.Client.RaiseEventAsync(id, "number", number);

        await host.Client.RaiseEventAsync(id, "go");

        Assert.Equal([1, 2, 3], (await host.CompletedAsync(id)).ReadOutputAs<List<int>>());
    }

    [Fact]
    public async Task WaitForExternalEvent_SeveralOfOneName_FirstInFirstOut()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 20);

        for (var i = 0; i < 20; i++) await host.Client.RaiseEventAsync(id, "number", i);

        Assert.Equal(Enumerable.Range(0, 20), (await host.CompletedAsync(id)).ReadOutputAs<List<int>>());
    }

    [Fact]
    public async Task WaitForExternalEvent_NameInOtherCase_IsTheSame()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 1);

        await host.Client.RaiseEventAsync(id, "NUMBER", 5);

        Assert.Equal([5], (await host.CompletedAsync(id)).ReadOutputAs<List<int>>());
    }

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
    public async Task RaiseEvent_UnknownOrFinishedInstance_IsDropped()
    {
        await using var host = await StartAsync();
        var done = await host.RunAsync("Collect", 0);

        await host.Client.RaiseEventAsync("nobody", "number", 1);
        await host.Client.RaiseEventAsync(done.InstanceId, "number", 1);

        Assert.Null(await host.Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task SendEvent_ToAnotherInstance_Arrives()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 1);

        await host.RunAsync("Send", id);

        Assert.Equal([42], (await host.CompletedAsync(id)).ReadOutputAs<List<int>>());
    }

    [Fact]
    public async Task WaitForExternalEvent_PayloadOfWrongShape_FailsTheOrchestration()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 1);

        await host.Client.RaiseEventAsync(id, "number", "not a number");

        Assert.Equal("System.Text.Json.JsonException", (await host.CompletedAsync(id)).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task WaitForExternalEvent_WithoutPayload_GivesTheTypesDefault()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("CollectWords", 1);

        await host.Client.RaiseEventAsync(id, "word");

        Assert.Equal([null], (await host.CompletedAsync(id)).ReadOutputAs<List<string?>>());
    }

    [Fact]
    public async Task WaitForExternalEvent_LargePayload_ComesThroughWhole()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("CollectWords", 1);
        var large = new string('x', 3_000_000);

        await host.Client.RaiseEventAsync(id, "word", large);

        Assert.Equal([large], (await host.CompletedAsync(id)).ReadOutputAs<List<string>>());
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
    public async Task SendEvent_ToItself_Arrives()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                context.SendEvent(context.InstanceId, "number", 7);
                return await context.WaitForExternalEvent<int>("number");
            }));

        Assert.Equal(7, (await host.RunAsync("Main")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task SendEvent_ToUnknownInstance_IsDropped()
    {
        await using var host = await StartAsync();

        var done = await host.RunAsync("Send", "nobody");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
    }

    [Fact]
    public async Task WaitForExternalEvent_NoneInTimeAndUncaught_FailsTheOrchestration()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.WaitForExternalEvent<string>("answer", TimeSpan.FromMilliseconds(1))));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.RunAsync("Main")).RuntimeStatus);
    }

    private static Task<DurableHost> StartAsync() => DurableHost.StartAsync(tasks => tasks
        .AddOrchestratorFunc<int, int[]>("Collect", Collect)
        .AddOrchestratorFunc<int, int[]>("CollectLate", async (context, count) =>
        {
            await context.WaitForExternalEvent<object>("go");
            return await Collect(context, count);
        })
        .AddOrchestratorFunc<int, string?[]>("CollectWords", async (context, count) =>
        {
            var words = new string?[count];
            for (var i = 0; i < count; i++) words[i] = await context.WaitForExternalEvent<string?>("word");
            return words;
        })
        .AddOrchestratorFunc<string>("Send", (context, id) => context.SendEvent(id, "number", 42))
        .AddOrchestratorFunc<TimeSpan, string>("Patient", async (context, timeout) =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("answer", timeout);
            }
            catch (TaskCanceledException)
            {
                return "too late";
            }
        }));

    private static async Task<int[]> Collect(TaskOrchestrationContext context, int count)
    {
        var numbers = new int[count];
        for (var i = 0; i < count; i++) numbers[i] = await context.WaitForExternalEvent<int>("Number");
        return numbers;
    }
}
