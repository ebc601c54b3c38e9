using Microsoft.DurableTask;

namespace Shortloop.Durable.Tests;

public sealed class ContinueAsNewTests
{
    [Fact]
    public async Task ContinueAsNew_UnprocessedEvents_AreCarriedOverInOrder()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Sum", new Sum(true, []));

        for (var i = 0; i < 10; i++) await host.Client.RaiseEventAsync(id, "number", i);

        Assert.Equal(Enumerable.Range(0, 10), (await host.CompletedAsync(id)).ReadOutputAs<Sum>()!.Seen);
    }

    [Fact]
    [Trait("official", "differs")]
    public async Task ContinueAsNew_BufferedEvents_AreCarriedOverOnlyIfAsked()
    {
        foreach (var preserve in new[] { true, false })
        {
            await using var host = await DurableHost.StartAsync(tasks => tasks
                .AddOrchestratorFunc<bool, string>("Main", async (context, again) =>
                {
                    if (again)
                    {
                        context.SetCustomStatus("again");
                        return await context.WaitForExternalEvent<string>("word");
                    }
                    await context.WaitForExternalEvent<string>("go");
                    context.ContinueAsNew(true, preserve);
                    return "";
                }));
            var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", false);
            await host.Client.RaiseEventAsync(id, "word", "early");
            await host.Client.RaiseEventAsync(id, "go");
            await host.UntilAsync(id, state => state.IsCompleted || state.ReadCustomStatusAs<string>() == "again");
            await host.Client.RaiseEventAsync(id, "word", "late");

            Assert.Equal(preserve ? "early" : "late", (await host.CompletedAsync(id)).ReadOutputAs<string>());
        }
    }

    [Fact]
    public async Task ContinueAsNew_OfSubOrchestration_AnswersItsParentAtTheEnd()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallSubOrchestratorAsync<string>("Child", 3))
            .AddOrchestratorFunc<int, string>("Child", (context, left) =>
            {
                if (left > 0) context.ContinueAsNew(left - 1);
                return $"child of {context.Parent!.Name}";
            }));

        Assert.Equal("child of Main", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_NewVersion_IsTheNextOnes()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<bool, string>("Main", (context, again) =>
            {
                if (!again) context.ContinueAsNew(new ContinueAsNewOptions { NewInput = true, NewVersion = "2.0" });
                return context.Version;
            }));

        Assert.Equal("2.0", (await host.RunAsync("Main", false, new StartOrchestrationOptions { Version = new TaskVersion("1.0") })).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_NextGeneration_KeepsIdAndTags()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, string>("Main", (context, generation) =>
            {
                if (generation < 3) context.ContinueAsNew(generation + 1);
                return $"{context.InstanceId} {generation}";
            }));

        var done = await host.RunAsync("Main", 0, new StartOrchestrationOptions("same") { Tags = new Dictionary<string, string> { ["team"] = "blue" } });

        Assert.Equal(("same 3", "blue"), (done.ReadOutputAs<string>(), done.Tags["team"]));
    }

    [Fact]
    public async Task ContinueAsNew_NewGuidAndStatus_BeginAnew()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<List<Guid>, List<Guid>>("Main", async (context, seen) =>
            {
                // Another step time each, so that the names of the GUIDs differ.
                await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                List<Guid> next = [.. seen ?? [], context.NewGuid()];
                if (next.Count == 1) context.SetCustomStatus("first");
                if (next.Count < 3) context.ContinueAsNew(next);
                return next;
            }));

        var done = await host.RunAsync("Main");

        Assert.Equal(3, done.ReadOutputAs<List<Guid>>()!.Distinct().Count());
        Assert.Null(done.SerializedCustomStatus);
    }

    [Fact]
    public async Task ContinueAsNew_ActivityLeftOpen_IsWaitedFor()
    {
        var release = new TaskCompletionSource();
        var ended = false;
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<bool, bool>("Main", (context, again) =>
            {
                if (again) return Volatile.Read(ref ended);
                _ = context.CallActivityAsync<string>("Slow");
                context.SetCustomStatus("left open");
                context.ContinueAsNew(true);
                return false;
            })
            .AddActivityFunc("Slow", async _ =>
            {
                await release.Task;
                Volatile.Write(ref ended, true);
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", false);
        await host.UntilAsync(id, state => state.SerializedCustomStatus is not null);
        release.SetResult();

        Assert.True((await host.CompletedAsync(id)).ReadOutputAs<bool>());
    }

    [Fact]
    public async Task ContinueAsNew_CodeThrowsAfterwards_FailsInstead()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<bool, string>("Main", (context, again) =>
            {
                context.ContinueAsNew(true);
                return again ? "second" : throw new InvalidOperationException("after all");
            }));

        Assert.Equal("after all", (await host.RunAsync("Main", false)).FailureDetails!.ErrorMessage);
    }

    private static Task<DurableHost> StartAsync() => DurableHost.StartAsync(tasks => tasks
        .AddOrchestratorFunc<Sum, Sum>("Sum", async (context, sum) =>
        {
            var next = sum with { Seen = [.. sum.Seen, await context.WaitForExternalEvent<int>("number")] };
            if (next.Seen.Count < 10) context.ContinueAsNew(next, sum.Preserve);
            return next;
        }));

    private sealed record Sum(bool Preserve, List<int> Seen);
}
