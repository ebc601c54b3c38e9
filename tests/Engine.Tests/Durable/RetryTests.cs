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
    public async Task RetryPolicy_WithoutCoefficient_WaitsTheSameEachTime()
    {
        List<TimeSpan> at = [];
        DurableHost? host = null;
        await using (host = await StartAsync(() => at.Add(host!.Clock.GetUtcNow().TimeOfDay), failures: 3, new RetryPolicy(5, TimeSpan.FromSeconds(10))))
        {
            var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
            for (var i = 0; i < 40; i++) await host.AdvanceAsync(TimeSpan.FromSeconds(1));

            Assert.Equal("worked", (await host.CompletedAsync(id)).ReadOutputAs<string>());
            Assert.Equal([10, 10, 10], at.Zip(at.Skip(1), (before, after) => (int)(after - before).TotalSeconds));
        }
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
