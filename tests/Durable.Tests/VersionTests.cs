using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

/// <summary>Several registered versions of one name.</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("1", "first")]
    [InlineData("2", "second")]
    [InlineData("3", null)]
    [InlineData("", null)]
    public async Task Schedule_NameWithVersions_RunsTheOneAskedForOrNone(string version, string? output)
    {
        await using var host = await StartAsync();

        var done = await host.RunAsync("Main", null, new StartOrchestrationOptions { Version = new TaskVersion(version) });

        Assert.Equal(output, done.ReadOutputAs<string>());
        Assert.Equal(output is null ? "OrchestratorTaskNotFound" : null, done.FailureDetails?.ErrorType);
    }

    [Theory]
    [InlineData("1", "one")]
    [InlineData("2", "two")]
    [InlineData("3", null)]
    public async Task CallActivity_NameWithVersions_RunsTheOneAskedForOrNone(string version, string? output)
    {
        await using var host = await StartAsync();

        var done = await host.RunAsync("Call", version);

        if (output is not null)
            Assert.Equal(output, done.ReadOutputAs<string>());
        Assert.Equal(output is null ? "ActivityTaskNotFound" : null, done.FailureDetails?.InnerFailure?.ErrorType);
    }

    [Fact]
    public async Task Schedule_NameWithoutVersions_ServesEveryVersion()
    {
        await using var host = await StartAsync();

        var done = await host.RunAsync("Plain", null, new StartOrchestrationOptions { Version = new TaskVersion("9") });

        Assert.Equal("9", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_NewVersion_IsTakenUpByItsOwnCode()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Main", "1", (context, _) =>
            {
                context.ContinueAsNew(new ContinueAsNewOptions { NewVersion = "2" });
                return Task.FromResult("old");
            })
            .AddOrchestratorFunc<object?, string>("Main", "2", (_, _) => Task.FromResult("new")));

        Assert.Equal("new", (await host.RunAsync("Main", null, new StartOrchestrationOptions { Version = new TaskVersion("1") })).ReadOutputAs<string>());
    }

    private static Task<DurableHost> StartAsync() => DurableHost.StartAsync(tasks => tasks
        .AddOrchestratorFunc<object?, string>("Main", "1", (_, _) => Task.FromResult("first"))
        .AddOrchestratorFunc<object?, string>("Main", "2", (_, _) => Task.FromResult("second"))
        .AddOrchestratorFunc("Plain", context => context.Version)
        .AddOrchestratorFunc<string, string>("Call", (context, version) =>
            context.CallActivityAsync<string>("Say", new TaskOptions { Version = new TaskVersion(version) }))
        .AddActivityFunc<object?, string>("Say", "1", (_, _) => Task.FromResult("one"))
        .AddActivityFunc<object?, string>("Say", "2", (_, _) => Task.FromResult("two")));
}
