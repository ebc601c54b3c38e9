using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

public sealed class ActivityTests
{
    [Fact]
    public async Task CallActivity_InSequence_PassesResultsOn()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Chain", async (context, start) =>
            {
                var sum = start;
                for (var i = 0; i < 5; i++) sum = await context.CallActivityAsync<int>("Add", sum);
                return sum;
            })
            .AddActivityFunc<int, int>("Add", (_, number) => number + 1));

        var done = await host.RunAsync("Chain", 10);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal(15, done.ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallActivity_FannedOutThousandTimes_AllResultsInOrder()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int[]>("Fan", (context, count) =>
                Task.WhenAll(Enumerable.Range(0, count).Select(i => context.CallActivityAsync<int>("Double", i))))
            .AddActivityFunc<int, int>("Double", (_, number) => number * 2));

        var done = await host.RunAsync("Fan", 1000);

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => i * 2), done.ReadOutputAs<List<int>>());
    }

    [Fact]
    public async Task CallActivity_WhenAny_FirstWinsAndLosersAreWaitedFor()
    {
        var release = new TaskCompletionSource();
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Race", async context =>
            {
                var fast = context.CallActivityAsync<string>("Fast");
                var slow = context.CallActivityAsync<string>("Slow");
                var winner = await await Task.WhenAny(fast, slow);
                context.SetCustomStatus(winner);
                return winner;
            })
            .AddActivityFunc("Fast", _ => "fast")
            .AddActivityFunc("Slow", async _ =>
            {
                await release.Task;
                return "slow";
            }));

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Race");
        var early = await host.UntilAsync(id, state => state.SerializedCustomStatus is not null);
        Assert.Equal(OrchestrationRuntimeStatus.Running, early.RuntimeStatus);
        release.SetResult();

        Assert.Equal("fast", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallActivity_UnknownName_FailsWithItsName()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Lost", context => context.CallActivityAsync<string>(
                "Nowhere", TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromHours(1))))));

        var done = await host.RunAsync("Lost");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Equal("ActivityTaskNotFound", done.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Contains("Nowhere", done.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallActivity_NameInOtherCase_IsFound()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<string>("GREET"))
            .AddActivityFunc("greet", _ => "hello"));

        Assert.Equal("hello", (await host.RunAsync("mAIN")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallActivity_InputOfWrongShape_FailsTheCall()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<int>("Number", "not a number"))
            .AddActivityFunc<int, int>("Number", (_, number) => number));

        var done = await host.RunAsync("Main");

        Assert.Equal("System.Text.Json.JsonException", done.FailureDetails!.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task CallActivity_LargePayload_ComesThroughWhole()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Echo", (context, text) => context.CallActivityAsync<string>("Same", text))
            .AddActivityFunc<string, string>("Same", (_, text) => text));
        var large = new string('x', 3_000_000);

        Assert.Equal(large, (await host.RunAsync("Echo", large)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallActivity_OptionsGivenAsInput_IsRefused()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<int>("X", (object)new TaskOptions(), null)));

        var done = await host.RunAsync("Main");

        Assert.True(done.FailureDetails!.IsCausedBy<ArgumentException>());
    }
}
