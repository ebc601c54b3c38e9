using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Shortloop.Durable.Tests;

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
                await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                values.Add($"{context.NewGuid()} {context.CurrentUtcDateTime:o}");
                await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                seen.Add(string.Join(';', values));
                await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            }), replays: true);

        await host.RunAsync("Main");

        Assert.Equal(2, seen.Count);
        Assert.Equal(seen[0], seen[1]);
        Assert.Equal(3, seen[0].Split(' ', ';').Count(text => Guid.TryParse(text, out _)));
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
            .AddActivityFunc("Work", _ => { }), replays: true);

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
            .AddActivityFunc("Work", _ => { }), replays: true);

        await host.RunAsync("Main");

        Assert.Equal([false, true], seen);
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

    [Fact]
    public async Task ReplaySafeLoggerFactory_AcrossReplays_WritesEachLineOnce()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var logger = context.ReplaySafeLoggerFactory.CreateLogger("helper");
                logger.LogInformation("before");
                await context.CallActivityAsync("Work");
                logger.LogInformation("after");
            })
            .AddActivityFunc("Work", _ => { }), replays: true);

        await host.RunAsync("Main");

        Assert.Equal(["before", "after"], host.Logs.Of("helper"));
    }

    [Fact]
    public async Task CurrentUtcDateTime_AcrossSteps_IsUtcAndNeverGoesBack()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                List<DateTime> times = [context.CurrentUtcDateTime];
                for (var i = 0; i < 5; i++)
                {
                    await context.CallActivityAsync("Work");
                    times.Add(context.CurrentUtcDateTime);
                }
                return times;
            })
            .AddActivityFunc("Work", _ => { }), replays: true);

        var times = (await host.RunAsync("Main")).ReadOutputAs<List<DateTime>>()!;

        Assert.All(times, time => Assert.Equal(DateTimeKind.Utc, time.Kind));
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task NewGuid_ManyInOneStepAndInTwoInstances_AllDiffer()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => Enumerable.Range(0, 10).Select(_ => context.NewGuid()).ToList()));

        List<Guid> made = [];
        for (var i = 0; i < 2; i++) made.AddRange((await host.RunAsync("Main")).ReadOutputAs<List<Guid>>()!);

        Assert.Equal(20, made.Distinct().Count());
    }

    [Fact]
    public async Task Context_NameIdAndInput_AreWhatWasStarted()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<Order, string>("Main", (context, order) =>
                $"{context.Name} {context.InstanceId} {order.Item} {context.GetInput<Order>()!.Count} {context.Parent is null}"));

        var done = await host.RunAsync("Main", new Order("cup", 3), new StartOrchestrationOptions("me"));

        Assert.Equal("Main me cup 3 True", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task CompareVersionTo_OlderSameAndNewer_OrdersThem()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context =>
                new[] { "1.2", "1.10", "2" }.Select(version => Math.Sign(context.CompareVersionTo(version))).ToList()));

        var done = await host.RunAsync("Main", null, new StartOrchestrationOptions { Version = new TaskVersion("1.10") });

        Assert.Equal([1, 0, -1], done.ReadOutputAs<List<int>>());
    }

    private sealed record Order(string Item, int Count);
}
