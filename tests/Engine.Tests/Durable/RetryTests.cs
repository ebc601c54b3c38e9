using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Engine.Tests.Durable;

public sealed class RetryTests
{
    [Fact]
    public async Task RetryPolicy_FailsTwiceThenWorks_WaitsGrowingDelays()
    {
        List<TimeSpan> at = [];
        DurableHost? host = null;
        await using (host = await StartAsync(() => at.Add(host!.Clock.GetUtcNow().TimeOfDay), failures: 3,
            new RetryPolicy(5, TimeSpan.FromSeconds(10), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromSeconds(40))))
        {
            var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
            for (var i = 0; i < 100; i++) await host.AdvanceAsync(TimeSpan.FromSeconds(1));

            Assert.Equal("worked", (await host.CompletedAsync(id)).ReadOutputAs<string>());
            Assert.Equal([10, 30, 40], at.Zip(at.Skip(1), (before, after) => (int)(after - before).TotalSeconds));
        }
    }

    [Fact]
    public async Task RetryPolicy_AttemptsUsedUp_FailsWithLastFailure()
    {
        var attempts = 0;
        await using var host = await StartAsync(() => attempts++, failures: 99, new RetryPolicy(3, TimeSpan.FromSeconds(1)));

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        for (var i = 0; i < 5; i++) await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        var done = await host.CompletedAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Equal(3, attempts);
        Assert.Equal("attempt 3", done.FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task RetryPolicy_TimeoutPassed_StopsBeforeAttemptsAreUsedUp()
    {
        var attempts = 0;
        await using var host = await StartAsync(
            () => attempts++, failures: 99, new RetryPolicy(100, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromSeconds(25)));

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        for (var i = 0; i < 6; i++) await host.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.CompletedAsync(id)).RuntimeStatus);
        Assert.Equal(4, attempts);
    }

    [Fact]
    public async Task RetryPolicy_HandleFailureSaysNo_StopsAtOnce()
    {
        var attempts = 0;
        var policy = new RetryPolicy(9, TimeSpan.FromSeconds(1)) { HandleFailure = failure => !failure.IsCausedBy<InvalidOperationException>() };
        await using var host = await StartAsync(() => attempts++, failures: 99, policy);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.RunAsync("Main")).RuntimeStatus);
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task RetryHandler_DecidesEachTime_SeesAttemptAndFailure()
    {
        List<string> seen = [];
        var options = TaskOptions.FromRetryHandler(retry =>
        {
            if (!retry.OrchestrationContext.IsReplaying) seen.Add($"{retry.LastAttemptNumber}: {retry.LastFailure.ErrorMessage}");
            return retry.LastAttemptNumber < 3;
        });
        await using var host = await StartAsync(() => { }, failures: 99, options.Retry!);

        var done = await host.RunAsync("Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Equal(["1: attempt 1", "2: attempt 2", "3: attempt 3"], seen);
    }

    [Fact]
    public async Task RetryPolicy_OnSubOrchestrationWithId_UsesTheIdAgain()
    {
        var attempts = 0;
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallSubOrchestratorAsync<string>(
                "Child", null, new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromSeconds(1)), "child-1")))
            .AddOrchestratorFunc("Child", async context => await context.CallActivityAsync<string>("Flaky") + " as " + context.InstanceId)
            .AddActivityFunc("Flaky", _ => ++attempts < 3 ? throw new InvalidOperationException("not yet") : "worked"));

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        for (var i = 0; i < 3; i++) await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("worked as child-1", (await host.CompletedAsync(id)).ReadOutputAs<string>());
    }

    private static Task<DurableHost> StartAsync(Action attempted, int failures, TaskRetryOptions retry)
    {
        var attempt = 0;
        return DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<string>("Flaky", null, new TaskOptions(retry)))
            .AddActivityFunc("Flaky", _ =>
            {
                attempted();
                return ++attempt <= failures ? throw new InvalidOperationException($"attempt {attempt}") : "worked";
            }));
    }
}
