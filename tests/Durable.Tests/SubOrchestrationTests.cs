using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

public sealed class SubOrchestrationTests
{
    [Fact]
    public async Task CallSubOrchestrator_WithoutId_GetsOneAndKnowsItsParent()
    {
        await using var host = await StartAsync();

        var done = await host.RunAsync("Parent", null, new StartOrchestrationOptions("parent-1"));

        var answer = done.ReadOutputAs<Answer>()!;
        Assert.Equal(new Answer(answer.Id, "parent-1", "Parent"), answer);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.Client.GetInstanceAsync(answer.Id))!.RuntimeStatus);
    }

    [Fact]
    public async Task CallSubOrchestrator_WithId_UsesIt()
    {
        await using var host = await StartAsync();

        var done = await host.RunAsync("Parent", "child-7");

        Assert.Equal("child-7", done.ReadOutputAs<Answer>()!.Id);
    }

    [Fact]
    [Trait("official", "differs")]
    public async Task CallSubOrchestrator_IdTakenByRunningInstance_FailsTheCall()
    {
        await using var host = await StartAsync();
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", null, new StartOrchestrationOptions("taken"));

        var done = await host.RunAsync("Parent", "taken");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Contains("taken", done.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallSubOrchestrator_ChildTerminated_FailsTheCall()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("ParentOfWaiting");
        await host.UntilAsync("waiting-child", OrchestrationRuntimeStatus.Running);

        await host.Client.TerminateInstanceAsync("waiting-child");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.CompletedAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task GetInstance_StartedByClient_HasNoParent()
    {
        await using var host = await StartAsync();

        Assert.Null((await host.RunAsync("Child")).ReadOutputAs<Answer>()!.ParentId);
    }

    [Fact]
    [Trait("official", "differs")]
    public async Task CallSubOrchestrator_FannedOutHundredTimes_AllResultsInOrder()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int[]>("Fan", (context, count) =>
                Task.WhenAll(Enumerable.Range(0, count).Select(i => context.CallSubOrchestratorAsync<int>("Double", i))))
            .AddOrchestratorFunc<int, int>("Double", (_, number) => number * 2));

        Assert.Equal(Enumerable.Range(0, 100).Select(i => i * 2), (await host.RunAsync("Fan", 100)).ReadOutputAs<List<int>>());
    }

    [Fact]
    public async Task CallSubOrchestrator_OfItself_ComesBackFromTheDepth()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Down", async (context, left) =>
                left == 0 ? 0 : 1 + await context.CallSubOrchestratorAsync<int>("Down", left - 1)));

        Assert.Equal(30, (await host.RunAsync("Down", 30)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallSubOrchestrator_WithTagsAndVersion_TheyAreTheChilds()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync<string>(
                "Child", null, new SubOrchestrationOptions(retry: null, "child-1")
                {
                    Tags = new Dictionary<string, string> { ["team"] = "red" },
                    Version = new TaskVersion("7"),
                }))
            .AddOrchestratorFunc("Child", context => context.Version));

        var done = await host.RunAsync("Parent", null, new StartOrchestrationOptions { Version = new TaskVersion("2") });

        Assert.Equal("7", done.ReadOutputAs<string>());
        Assert.Equal("red", (await host.Client.GetInstanceAsync("child-1"))!.Tags["team"]);
    }

    [Fact]
    public async Task CallSubOrchestrator_WithoutVersion_DoesNotInheritTheParents()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync<string>("Child"))
            .AddOrchestratorFunc("Child", context => $"[{context.Version}]"));

        Assert.Equal("[]", (await host.RunAsync("Parent", null, new StartOrchestrationOptions { Version = new TaskVersion("2") })).ReadOutputAs<string>());
    }

    private static Task<DurableHost> StartAsync() => DurableHost.StartAsync(tasks => tasks
        .AddOrchestratorFunc<string?, Answer>("Parent", (context, id) =>
            context.CallSubOrchestratorAsync<Answer>("Child", null, id is null ? null : new SubOrchestrationOptions(retry: null, id)))
        .AddOrchestratorFunc("ParentOfWaiting", context =>
            context.CallSubOrchestratorAsync("Waiting", null, new SubOrchestrationOptions(retry: null, "waiting-child")))
        .AddOrchestratorFunc("Child", async context =>
        {
            await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
            return new Answer(context.InstanceId, context.Parent?.InstanceId, context.Parent?.Name);
        })
        .AddOrchestratorFunc("Waiting", context => context.WaitForExternalEvent<string>("never")));

    private sealed record Answer(string Id, string? ParentId, string? ParentName);
}
