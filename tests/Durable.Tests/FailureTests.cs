using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

public sealed class FailureTests
{
    [Fact]
    public async Task Activity_Throws_OrchestratorCatchesDetailsWithInner()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("Break");
                }
                catch (TaskFailedException failed)
                {
                    var details = failed.FailureDetails;
                    return $"{failed.TaskName}#{failed.TaskId} {details.ErrorType} {details.IsCausedBy<InvalidOperationException>()} "
                        + $"{details.IsCausedBy<SystemException>()} {details.IsCausedBy<ArgumentException>()} | {details.InnerFailure!.ErrorMessage}";
                }
            })
            .AddActivityFunc("Break", Break));

        Assert.Equal(
            "Break#0 System.InvalidOperationException True True False | the cause",
            (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Activity_ThrowsUncaught_FailsOrchestrationWithItsDetailsInside()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<string>("Break"))
            .AddActivityFunc("Break", Break));

        var done = await host.RunAsync("Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.True(done.FailureDetails!.IsCausedBy<TaskFailedException>());
        Assert.True(done.FailureDetails.InnerFailure!.IsCausedBy<InvalidOperationException>());
        Assert.Equal("the cause", done.FailureDetails.InnerFailure.InnerFailure!.ErrorMessage);
        Assert.NotNull(done.FailureDetails.InnerFailure.StackTrace);
    }

    [Fact]
    public async Task Orchestrator_ThrowsBeforeFirstAwait_FailsWithItsException()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", new Func<TaskOrchestrationContext, Task>(_ => throw new NotSupportedException("no"))));

        var done = await host.RunAsync("Main");

        Assert.True(done.FailureDetails!.IsCausedBy<NotSupportedException>());
        Assert.Equal("no", done.FailureDetails.ErrorMessage);
    }

    [Fact]
    public async Task SubOrchestration_Fails_ParentSeesTheChainOfFailures()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallSubOrchestratorAsync<string>("Child"))
            .AddOrchestratorFunc("Child", context => context.CallActivityAsync<string>("Break"))
            .AddActivityFunc("Break", Break));

        var failure = (await host.RunAsync("Main")).FailureDetails!;

        Assert.True(failure.IsCausedBy<TaskFailedException>());
        Assert.True(failure.InnerFailure!.IsCausedBy<TaskFailedException>());
        Assert.True(failure.InnerFailure.InnerFailure!.IsCausedBy<InvalidOperationException>());
    }

    [Fact]
    public async Task Orchestrator_UnknownName_FailsWithItsName()
    {
        await using var host = await DurableHost.StartAsync(_ => { });

        var done = await host.RunAsync("Nobody");

        Assert.Equal("OrchestratorTaskNotFound", done.FailureDetails!.ErrorType);
        Assert.Contains("Nobody", done.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrator_InputOfWrongShape_Fails()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks.AddOrchestratorFunc<int, int>("Main", (_, number) => number));

        var done = await host.RunAsync("Main", "not a number");

        Assert.Equal("System.Text.Json.JsonException", done.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Orchestrator_OutputThatCannotBeWritten_Fails()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", _ => (object)new Action(() => { })));

        Assert.True((await host.RunAsync("Main")).FailureDetails!.IsCausedBy<NotSupportedException>());
    }

    [Fact]
    public async Task Activity_ThrowsLongChain_EveryLevelArrives()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<string>("Break"))
            .AddActivityFunc("Break", new Func<TaskActivityContext, string>(_ => throw Chain(20))));

        var failure = (await host.RunAsync("Main")).FailureDetails!.InnerFailure;

        for (var level = 20; level > 0; level--, failure = failure.InnerFailure) Assert.Equal($"level {level}", failure!.ErrorMessage);
        Assert.Null(failure);
    }

    [Fact]
    public async Task Activity_ThrowsTypeOfItsOwn_IsKnownByItAndItsBase()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("Break");
                }
                catch (TaskFailedException failed) when (failed.FailureDetails.IsCausedBy<OwnException>())
                {
                    return $"{failed.FailureDetails.IsCausedBy<IOException>()} {failed.FailureDetails.IsCausedBy<ArgumentException>()}";
                }
            })
            .AddActivityFunc("Break", new Func<TaskActivityContext, string>(_ => throw new OwnException("mine"))));

        Assert.Equal("True False", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Orchestrator_CatchesAndCompensates_Completes()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                try
                {
                    await context.CallActivityAsync<string>("Break");
                    return "not reached";
                }
                catch (TaskFailedException)
                {
                    return await context.CallActivityAsync<string>("Undo");
                }
            })
            .AddActivityFunc("Break", Break)
            .AddActivityFunc("Undo", _ => "undone"));

        Assert.Equal("undone", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Orchestrator_ThrowsWithInner_KeepsIt()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                await context.CallActivityAsync("Work");
                throw Chain(3);
            })
            .AddActivityFunc("Work", _ => { }));

        var failure = (await host.RunAsync("Main")).FailureDetails!;

        Assert.Equal("level 3", failure.ErrorMessage);
        Assert.Equal("level 1", failure.InnerFailure!.InnerFailure!.ErrorMessage);
    }

    private static InvalidOperationException Chain(int level) => new($"level {level}", level == 1 ? null : Chain(level - 1));

    private static string Break(TaskActivityContext context) =>
        throw new InvalidOperationException("broken", new ArgumentException("the cause"));

    private sealed class OwnException(string message) : IOException(message);
}
