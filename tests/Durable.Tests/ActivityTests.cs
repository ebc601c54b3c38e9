using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

public sealed partial class ActivityTests
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
    [Trait("official", "differs")]
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
    public async Task CallActivity_AnswersInOtherOrder_EachCallGetsItsOwn()
    {
        var later = new TaskCompletionSource();
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var first = context.CallActivityAsync<string>("First");
                var second = context.CallActivityAsync<string>("Second");
                return $"{await second} {await first}";
            })
            .AddActivityFunc("First", async _ =>
            {
                await later.Task;
                return "first";
            })
            .AddActivityFunc("Second", _ =>
            {
                later.SetResult();
                return "second";
            }));

        Assert.Equal("second first", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallActivity_LoserFailsUnobserved_OrchestrationCompletes()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Race", async context =>
            {
                var lost = context.CallActivityAsync<string>("Break");
                var won = await context.CallActivityAsync<string>("Work");
                return $"{won}, {lost.IsCompletedSuccessfully}";
            })
            .AddActivityFunc("Work", _ => "worked")
            .AddActivityFunc("Break", new Func<TaskActivityContext, string>(_ => throw new InvalidOperationException("broken"))));

        Assert.Equal("worked, False", (await host.RunAsync("Race")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallActivity_SomeOfManyFail_WhenAllEndsAfterAllAndThrowsTheFirst()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var calls = Enumerable.Range(0, 6).Select(i => context.CallActivityAsync<int>("OddOnly", i)).ToList();
                try
                {
                    await Task.WhenAll(calls);
                    return "all";
                }
                catch (TaskFailedException failed)
                {
                    return $"{failed.FailureDetails.ErrorMessage}; {calls.Count(call => call.IsFaulted)} of {calls.Count(call => call.IsCompleted)}";
                }
            })
            .AddActivityFunc<int, int>("OddOnly", (_, number) =>
                number % 2 == 1 ? number : throw new InvalidOperationException($"{number} is even")));

        Assert.Equal("0 is even; 3 of 6", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Activity_Runs_KnowsItsNameAndInstance()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<string>("Who"))
            .AddActivityFunc("Who", context => $"{context.Name} of {context.InstanceId}"));

        Assert.Equal("Who of me", (await host.RunAsync("Main", null, new StartOrchestrationOptions("me"))).ReadOutputAs<string>());
    }
}
