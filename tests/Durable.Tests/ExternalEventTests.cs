using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

public sealed partial class ExternalEventTests
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
