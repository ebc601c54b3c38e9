using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Shortloop.Engine.Tests.Durable;

public sealed class ReplayTests
{
    [Fact]
    public async Task NewGuidAndClock_OnReplay_AreTheSame()
    {
        List<string> seen = [];
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var values = new List<string> { $"{context.NewGuid()} {context.NewGuid()} {context.CurrentUtcDateTime:o}" };
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                values.Add($"{context.NewGuid()} {context.CurrentUtcDateTime:o}");
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                seen.Add(string.Join(';', values));
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");

        for (var i = 0; i < 3; i++) await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await host.CompletedAsync(id);

        Assert.Equal(2, seen.Count);
        Assert.Equal(seen[0], seen[1]);
        Assert.Equal(3, seen[0].Split(' ', ';').Count(text => Guid.TryParse(text, out _)));
    }

    [Fact]
    public void NewGuid_KnownName_IsTheOfficialEnginesGuid()
    {
        // Computed with Python's uuid.uuid5 over the official namespace and name form.
        var made = Worker.DeterministicGuid.Create("abc", new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), 0);

        Assert.Equal(Guid.Parse("bfa28b52-7988-5520-a85f-8dca6d4fcacf"), made);
    }

    [Fact]
    public async Task ReplaySafeLogger_AcrossReplays_WritesEachLineOnce()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var logger = context.CreateReplaySafeLogger("story");
                for (var i = 0; i < 3; i++)
                {
                    logger.LogInformation("before {Step}", i);
                    await context.CallActivityAsync("Work");
                }
                logger.LogInformation("end");
            })
            .AddActivityFunc("Work", _ => { }));

        await host.RunAsync("Main");

        Assert.Equal(["before 0", "before 1", "before 2", "end"], host.Logs.Of("story"));
    }

    [Fact]
    public async Task IsReplaying_FirstRunAndReplay_TellsThemApart()
    {
        List<bool> seen = [];
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                seen.Add(context.IsReplaying);
                await context.CallActivityAsync("Work");
            })
            .AddActivityFunc("Work", _ => { }));

        await host.RunAsync("Main");

        Assert.Equal([false, true], seen);
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
    public async Task Orchestrator_AwaitsYield_StaysOnItsThread()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var thread = Environment.CurrentManagedThreadId;
                await Task.Yield();
                var same = thread == Environment.CurrentManagedThreadId;
                await context.CallActivityAsync("Work");
                return same;
            })
            .AddActivityFunc("Work", _ => { }));

        Assert.True((await host.RunAsync("Main")).ReadOutputAs<bool>());
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
