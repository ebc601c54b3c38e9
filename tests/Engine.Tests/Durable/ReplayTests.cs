using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Shortloop.Engine.Tests.Durable;

public sealed class ReplayTests
{
    [Fact]
    public void NewGuid_KnownName_IsTheOfficialEnginesGuid()
    {
        // Computed with Python's uuid.uuid5 over the official namespace and name form.
        var made = Worker.DeterministicGuid.Create("abc", new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), 0);

        Assert.Equal(Guid.Parse("bfa28b52-7988-5520-a85f-8dca6d4fcacf"), made);
    }

    [Theory]
    [InlineData("activity 'Old'", "activity 'New'", "Old", "New")]
    [InlineData("activity 'Old'", "a timer", "Old", null)]
    public async Task Replay_CodeTakesAnotherStep_FailsNamingBoth(string expected, string met, string before, string? after)
    {
        await using var host = await DurableHost.StartAsync(Story(before));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.SettleAsync();

        await host.RestartAsync(Story(after));
        await host.Client.RaiseEventAsync(id, "go");

        var failure = (await host.CompletedAsync(id)).FailureDetails!;
        Assert.Contains("NondeterministicOrchestration", failure.ErrorType, StringComparison.Ordinal);
        Assert.Contains($"at step 0 its history has {expected}, but the code now has {met}", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_CodeTakesFewerSteps_FailsNamingTheMissingOne()
    {
        await using var host = await DurableHost.StartAsync(Story("Old"));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.SettleAsync();

        await host.RestartAsync(tasks => tasks.AddOrchestratorFunc("Main", context => context.WaitForExternalEvent<string>("go")));
        await host.Client.RaiseEventAsync(id, "go");

        Assert.Contains(
            "history has activity 'Old', but the code now has no such step",
            (await host.CompletedAsync(id)).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_CodeTakesMoreSteps_FailsNamingTheExtraOne()
    {
        await using var host = await DurableHost.StartAsync(Story("Old"));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.SettleAsync();

        await host.RestartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                // It shifts no later number, so only a check that history is complete finds it.
                await context.CallActivityAsync("Old");
                context.SendEvent("someone", "extra", "");
                await context.WaitForExternalEvent<string>("go");
            }));
        await host.Client.RaiseEventAsync(id, "go");

        Assert.Contains(
            "history has no such step, but the code now has event 'extra' to 'someone'",
            (await host.CompletedAsync(id)).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Await_TaskThatIsNotTheContexts_FailsSayingSo()
    {
        var never = new TaskCompletionSource();
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                await context.CallActivityAsync("Work");
                await never.Task;
            })
            .AddActivityFunc("Work", _ => { }));

        var failure = (await host.RunAsync("Main")).FailureDetails!;

        Assert.Contains("awaited a task that its TaskOrchestrationContext did not give it", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Await_ForeignTaskBesideAnOpenOne_FailsWhenItComesBack()
    {
        var foreign = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var go = context.WaitForExternalEvent<string>("go");
                await await Task.WhenAny(go, foreign.Task);
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.SettleAsync();

        foreign.SetResult();

        Assert.Contains("awaited a task", (await host.CompletedAsync(id)).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_AnswersInTheirOrderOfArrival_AreSeenInItAgain()
    {
        var gates = Enumerable.Range(0, 8).Select(_ => new TaskCompletionSource()).ToArray();
        List<string> seen = [];
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var open = Enumerable.Range(0, 8).Select(i => context.CallActivityAsync<int>("Gate", i)).ToList();
                List<int> order = [];
                while (open.Count > 0)
                {
                    var next = await Task.WhenAny(open);
                    open.Remove(next);
                    order.Add(await next);
                }
                seen.Add(string.Join(' ', order));
                await context.WaitForExternalEvent<string>("go");
            })
            .AddActivityFunc<int, int>("Gate", async (_, number) =>
            {
                await gates[number].Task;
                return number;
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        for (var done = 0; done < 8; done++)
        {
            gates[done * 5 % 8].SetResult();
            await host.UntilAnsweredAsync(id, done + 1);
        }
        await host.SettleAsync();

        await host.RestartAsync();
        await host.Client.RaiseEventAsync(id, "go");
        await host.CompletedAsync(id);

        Assert.Equal("0 5 2 7 4 1 6 3", seen[0]);
        Assert.All(seen, order => Assert.Equal(seen[0], order));
        Assert.InRange(seen.Count, 2, 10);
    }

    private static Action<DurableTaskRegistry> Story(string? activity) => tasks => tasks
        .AddOrchestratorFunc("Main", async context =>
        {
            if (activity is null) await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            else await context.CallActivityAsync(activity);
            await context.WaitForExternalEvent<string>("go");
        })
        .AddActivityFunc("Old", _ => { })
        .AddActivityFunc("New", _ => { });
}
