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
            }));

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
}
