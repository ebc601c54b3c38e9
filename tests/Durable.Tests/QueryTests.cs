using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

public sealed class QueryTests
{
    [Fact]
    public async Task GetInstance_Unknown_IsNull()
    {
        await using var host = await StartAsync();

        Assert.Null(await host.Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task GetInstance_WithoutPayloads_HasNone()
    {
        await using var host = await StartAsync();
        var id = (await host.RunAsync("Echo", "text")).InstanceId;

        var without = (await host.Client.GetInstanceAsync(id))!;
        var with = (await host.Client.GetInstanceAsync(id, getInputsAndOutputs: true))!;

        Assert.Null(without.SerializedInput);
        Assert.Throws<InvalidOperationException>(() => without.ReadOutputAs<string>());
        Assert.Equal(("text", "text"), (with.ReadInputAs<string>(), with.ReadOutputAs<string>()));
    }

    [Fact]
    public async Task SetCustomStatus_WhileRunningAndAfter_CanBeRead()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Status");
        await host.UntilAsync(id, state => state.ReadCustomStatusAs<string>() == "half");

        await host.Client.RaiseEventAsync(id, "go");

        Assert.Equal("all", (await host.CompletedAsync(id)).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task GetAllInstances_PageByPage_EachOnceAndAll()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 25; i++) await host.RunAsync("Echo", "x", new StartOrchestrationOptions($"page-{i:00}"));

        List<int> sizes = [];
        List<string> ids = [];
        await foreach (var page in host.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 10)).AsPages())
        {
            sizes.Add(page.Values.Count);
            ids.AddRange(page.Values.Select(instance => instance.InstanceId));
        }

        Assert.Equal([10, 10, 5], sizes);
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"page-{i:00}"), ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("official", "differs")]
    public async Task ListInstanceIds_ByStatusInPages_GivesIds()
    {
        await using var host = await StartAsync();
        foreach (var id in new[] { "one", "two", "three" }) await host.RunAsync("Echo", "x", new StartOrchestrationOptions(id));

        var first = await host.Client.ListInstanceIdsAsync([OrchestrationRuntimeStatus.Completed], pageSize: 2);
        var second = await host.Client.ListInstanceIdsAsync(
            [OrchestrationRuntimeStatus.Completed], pageSize: 2, lastInstanceKey: first.ContinuationToken);

        Assert.Equal(["one", "three", "two"], first.Values.Concat(second.Values).Order(StringComparer.Ordinal));
        Assert.Null(second.ContinuationToken);
    }

    [Fact]
    public async Task WaitForInstanceStart_NotThereYet_WaitsForIt()
    {
        await using var host = await StartAsync();
        var started = host.Client.WaitForInstanceStartAsync("later");

        await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("later"));

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await started.WaitAsync(TimeSpan.FromSeconds(30))).RuntimeStatus);
    }

    [Fact]
    public async Task WaitForInstanceCompletion_Cancelled_Throws()
    {
        await using var host = await StartAsync();
        using var cancel = new CancellationTokenSource();
        var waiting = host.Client.WaitForInstanceCompletionAsync("nobody", cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Schedule_WithTagsAndVersion_TheyCanBeRead()
    {
        await using var host = await StartAsync();

        var done = await host.RunAsync("Version", null, new StartOrchestrationOptions
        {
            Tags = new Dictionary<string, string> { ["team"] = "blue" },
            Version = new TaskVersion("1.2"),
        });

        Assert.Equal("blue", done.Tags["team"]);
        Assert.Equal("1.2 and 1.2", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task SetCustomStatus_ToNull_ClearsIt()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                context.SetCustomStatus(new { Percent = 50 });
                await context.WaitForExternalEvent<string>("go");
                context.SetCustomStatus(null);
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.UntilAsync(id, state => state.SerializedCustomStatus == """{"Percent":50}""");

        await host.Client.RaiseEventAsync(id, "go");

        Assert.Null((await host.CompletedAsync(id)).SerializedCustomStatus);
    }

    [Fact]
    public async Task GetAllInstances_ByStatusAndPrefix_OnlyMatching()
    {
        await using var host = await StartAsync();
        await host.RunAsync("Echo", "x", new StartOrchestrationOptions("a_1"));
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("a_2"));
        await host.UntilAsync("a_2", OrchestrationRuntimeStatus.Running);
        await host.RunAsync("Echo", "x", new StartOrchestrationOptions("aX3"));

        Assert.Equal(["a_1", "a_2"], await Ids(host, new OrchestrationQuery(InstanceIdPrefix: "a_")));
        Assert.Equal(["a_2"], await Ids(host, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running])));
        Assert.Equal(["a_1"], await Ids(host, new OrchestrationQuery(InstanceIdPrefix: "a_", Statuses: [OrchestrationRuntimeStatus.Completed])));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("official", "differs")]
    public async Task GetAllInstances_PayloadsAskedForOrNot_AreThereOrNot(bool asked)
    {
        await using var host = await StartAsync();
        await host.RunAsync("Echo", "text");

        await foreach (var found in host.Client.GetAllInstancesAsync(new OrchestrationQuery(FetchInputsAndOutputs: asked)))
            Assert.Equal(asked ? "\"text\"" : null, found.SerializedOutput);
    }

    private static async Task<List<string>> Ids(DurableHost host, OrchestrationQuery query)
    {
        List<string> ids = [];
        await foreach (var instance in host.Client.GetAllInstancesAsync(query)) ids.Add(instance.InstanceId);
        return [.. ids.Order(StringComparer.Ordinal)];
    }

    private static Task<DurableHost> StartAsync() => DurableHost.StartAsync(tasks => tasks
        .AddOrchestratorFunc<string, string>("Echo", (_, text) => text)
        .AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go"))
        .AddOrchestratorFunc("Version", async context =>
            $"{context.Version} and {await context.CallActivityAsync<string>("ActivityVersion")}")
        .AddActivityFunc("ActivityVersion", context => context.Version)
        .AddOrchestratorFunc("Status", async context =>
        {
            context.SetCustomStatus("half");
            await context.WaitForExternalEvent<string>("go");
            context.SetCustomStatus("all");
        }));
}
