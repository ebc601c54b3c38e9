using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

public sealed class RetryTests
{
    [Fact]
    public async Task RetryPolicy_AttemptsUsedUp_FailsWithLastFailure()
    {
        var attempts = 0;
        await using var host = await StartAsync(() => attempts++, failures: 99, new RetryPolicy(3, TimeSpan.FromMilliseconds(1)));

        var done = await host.RunAsync("Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Equal(3, attempts);
        Assert.Equal("attempt 3", done.FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task RetryPolicy_HandleFailureSaysNo_StopsAtOnce()
    {
        var attempts = 0;
        var policy = new RetryPolicy(9, TimeSpan.FromMilliseconds(1)) { HandleFailure = failure => !failure.IsCausedBy<InvalidOperationException>() };
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
                "Child", null, new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromMilliseconds(1)), "child-1")))
            .AddOrchestratorFunc("Child", async context => await context.CallActivityAsync<string>("Flaky") + " as " + context.InstanceId)
            .AddActivityFunc("Flaky", _ => ++attempts < 3 ? throw new InvalidOperationException("not yet") : "worked"));

        Assert.Equal("worked as child-1", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task RetryPolicy_HandleFailureThrows_FailsWithTheCallsFailure()
    {
        var policy = new RetryPolicy(9, TimeSpan.FromMilliseconds(1)) { HandleFailure = _ => throw new NotSupportedException("the question") };
        await using var host = await StartAsync(() => { }, failures: 99, policy);

        Assert.Equal("attempt 1", (await host.RunAsync("Main")).FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task RetryPolicy_OneAttempt_IsNoRetry()
    {
        var attempts = 0;
        await using var host = await StartAsync(() => attempts++, failures: 99, new RetryPolicy(1, TimeSpan.FromHours(1)));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.RunAsync("Main")).RuntimeStatus);
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task RetryHandler_WaitsWithATimer_RetriesAfterwards()
    {
        var options = TaskOptions.FromRetryHandler(async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            return true;
        });
        await using var host = await StartAsync(() => { }, failures: 2, options.Retry!);

        Assert.Equal("worked", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task RetryHandler_OnSubOrchestration_DecidesEachTime()
    {
        var attempts = 0;
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallSubOrchestratorAsync<string>(
                "Child", null, TaskOptions.FromRetryHandler(retry => retry.LastFailure.IsCausedBy<TaskFailedException>() && retry.LastAttemptNumber < 5)))
            .AddOrchestratorFunc("Child", context => context.CallActivityAsync<string>("Flaky"))
            .AddActivityFunc("Flaky", _ => ++attempts < 3 ? throw new InvalidOperationException("not yet") : "worked"));

        Assert.Equal("worked", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task RetryPolicy_OnUnknownSubOrchestrator_IsNotRetried()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallSubOrchestratorAsync<string>(
                "Nowhere", TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromHours(1))))));

        Assert.Equal("OrchestratorTaskNotFound", (await host.RunAsync("Main")).FailureDetails!.InnerFailure!.ErrorType);
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
