using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Engine.Tests.Durable;

public sealed class QueryTests
{
    [Fact]
    public async Task GetInstance_Times_AreTheClocks()
    {
        await using var host = await StartAsync();
        var created = host.Clock.GetUtcNow();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait");

        await host.AdvanceAsync(TimeSpan.FromHours(1));
        await host.Client.RaiseEventAsync(id, "go");

        var done = await host.CompletedAsync(id);
        Assert.Equal((created, created.AddHours(1)), (done.CreatedAt, done.LastUpdatedAt));
    }

    [Fact]
    public async Task GetAllInstances_ByStatusPrefixAndTime_OnlyMatching()
    {
        await using var host = await StartAsync();
        await host.RunAsync("Echo", "x", new StartOrchestrationOptions("a_1"));
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("a_2"));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await host.RunAsync("Echo", "x", new StartOrchestrationOptions("aX3"));

        Assert.Equal(["a_1", "a_2"], await Ids(host, new OrchestrationQuery(InstanceIdPrefix: "a_")));
        Assert.Equal(["a_2"], await Ids(host, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running])));
        Assert.Equal(["aX3"], await Ids(host, new OrchestrationQuery(CreatedFrom: host.Clock.GetUtcNow())));
    }

    [Fact]
    public async Task ListInstanceIds_ByCompletionTime_OnlyThoseCompletedThen()
    {
        await using var host = await StartAsync();
        await host.RunAsync("Echo", "x", new StartOrchestrationOptions("early"));
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("open"));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await host.RunAsync("Echo", "x", new StartOrchestrationOptions("late"));
        var noon = host.Clock.GetUtcNow().AddHours(-12);

        Assert.Equal(["early"], (await host.Client.ListInstanceIdsAsync(completedTimeTo: noon)).Values);
        Assert.Equal(["late"], (await host.Client.ListInstanceIdsAsync(completedTimeFrom: noon)).Values);
    }

    [Fact]
    public async Task WaitForInstanceCompletion_DoneOrCancelled_LeavesNothingInMemory()
    {
        await using var host = await StartAsync();
        using var cancel = new CancellationTokenSource();
        var both = Enumerable.Range(0, 2).Select(_ => host.Client.WaitForInstanceCompletionAsync("nobody", cancel.Token)).ToList();
        Assert.Equal(1, host.Watched);

        await host.RunAsync("Echo", "x");
        await cancel.CancelAsync();

        foreach (var waiting in both) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, host.Watched);
    }

    private static async Task<List<string>> Ids(DurableHost host, OrchestrationQuery query)
    {
        List<string> ids = [];
        await foreach (var instance in host.Client.GetAllInstancesAsync(query)) ids.Add(instance.InstanceId);
        return ids;
    }

    private static Task<DurableHost> StartAsync() => DurableHost.StartAsync(tasks => tasks
        .AddOrchestratorFunc<string, string>("Echo", (_, text) => text)
        .AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")));
}
