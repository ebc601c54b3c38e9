using Microsoft.DurableTask;

namespace Shortloop.Durable.Tests;

/// <summary>What goes in and comes out.</summary>
public sealed partial class ActivityTests
{
    [Fact]
    public async Task CallActivity_InputOfWrongShape_FailsTheCall()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<int>("Number", "not a number"))
            .AddActivityFunc<int, int>("Number", (_, number) => number));

        var done = await host.RunAsync("Main");

        Assert.Equal("System.Text.Json.JsonException", done.FailureDetails!.InnerFailure!.ErrorType);
    }

    [Fact]
    [Trait("official", "differs")]
    public async Task CallActivity_LargePayload_ComesThroughWhole()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Echo", (context, text) => context.CallActivityAsync<string>("Same", text))
            .AddActivityFunc<string, string>("Same", (_, text) => text));
        var large = new string('x', 3_000_000);

        Assert.Equal(large, (await host.RunAsync("Echo", large)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallActivity_OptionsGivenAsInput_IsRefused()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<int>("X", (object)new TaskOptions(), null)));

        var done = await host.RunAsync("Main");

        Assert.True(done.FailureDetails!.IsCausedBy<ArgumentException>());
    }

    [Fact]
    public async Task CallActivity_WithoutResult_GivesTheTypesDefault()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
                $"{await context.CallActivityAsync<string?>("Nothing") ?? "null"} {await context.CallActivityAsync<int>("Nothing")}")
            .AddActivityFunc("Nothing", _ => { }));

        Assert.Equal("null 0", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallActivity_OutputThatCannotBeWritten_FailsTheCall()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<object>("Bad"))
            .AddActivityFunc("Bad", _ => (object)new Action(() => { })));

        Assert.True((await host.RunAsync("Main")).FailureDetails!.InnerFailure!.IsCausedBy<NotSupportedException>());
    }

    [Fact]
    public async Task CallActivity_InputThatCannotBeWritten_ThrowsInTheOrchestrator()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                await Assert.ThrowsAsync<NotSupportedException>(() => context.CallActivityAsync<string>("Echo", new Action(() => { })));
                return await context.CallActivityAsync<string>("Echo", "goes on");
            })
            .AddActivityFunc<string, string>("Echo", (_, text) => text));

        Assert.Equal("goes on", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallActivity_ResultReadAsAnotherType_ThrowsInTheOrchestrator()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => context.CallActivityAsync<int>("Word"));
                return await context.CallActivityAsync<string>("Word");
            })
            .AddActivityFunc("Word", _ => "word"));

        Assert.Equal("word", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallActivity_ArrayOrNullInput_ComesAsItIs()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context => string.Join(' ',
                await context.CallActivityAsync<int>("Sum", new[] { 1, 2, 3 }),
                await context.CallActivityAsync<int>("Sum", Array.Empty<int>()),
                await context.CallActivityAsync<int>("Sum", new[] { 7 }),
                await context.CallActivityAsync<int>("Sum")))
            .AddActivityFunc<int[]?, int>("Sum", (_, numbers) => numbers?.Sum() ?? -1));

        Assert.Equal("6 0 7 -1", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }
}
