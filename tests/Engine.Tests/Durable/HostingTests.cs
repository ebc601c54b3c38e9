using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Shortloop.Sqlite;

namespace Shortloop.Engine.Tests.Durable;

public sealed class HostingTests
{
    [Fact]
    public async Task Stop_ActivityRunning_WaitsForItsResult()
    {
        var (started, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var runs = 0;
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<int>("Work"))
            .AddActivityFunc("Work", async _ =>
            {
                var run = ++runs;
                started.TrySetResult();
                await release.Task;
                return run;
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await started.Task;

        var stopping = host.StopAsync();
        // A stop that doesn't wait would be over long before so many turns of the scheduler are.
        for (var turn = 0; turn < 20_000 && !stopping.IsCompleted; turn++) await Task.Yield();
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping;
        await host.ReopenAsync();

        Assert.Equal(1, (await host.CompletedAsync(id)).ReadOutputAs<int>());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Stop_OrchestrationsInTheMiddle_AllGoOnAfterTheNextStart()
    {
        var enough = new TaskCompletionSource();
        var steps = 0;
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", async context =>
            {
                var sum = 0;
                for (var i = 0; i < 10; i++) sum = await context.CallActivityAsync<int>("Add", sum);
                return sum;
            })
            .AddActivityFunc<int, int>("Add", (_, sum) =>
            {
                if (Interlocked.Increment(ref steps) == 200) enough.SetResult();
                return sum + 1;
            }));
        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => host.Client.ScheduleNewOrchestrationInstanceAsync("Main")));
        await enough.Task;

        await host.RestartAsync();
        var done = await Task.WhenAll(ids.Select(host.CompletedAsync));

        Assert.All(done, one => Assert.Equal(10, one.ReadOutputAs<int>()));
        // In good order nothing is done twice.
        Assert.Equal(1000, steps);
    }

    [Fact]
    public async Task Schedule_WithoutVersion_HasTheDefaultOne()
    {
        await using var host = await DurableHost.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Main", async context => $"{context.Version} {await context.CallSubOrchestratorAsync<string>("Child")}")
                .AddOrchestratorFunc("Child", context => context.Version),
            options => options.DefaultVersion = "3.1");

        var given = await host.RunAsync("Main", null, new StartOrchestrationOptions { Version = new TaskVersion("2.0") });

        Assert.Equal("3.1 3.1", (await host.RunAsync("Main")).ReadOutputAs<string>());
        Assert.Equal("2.0 3.1", given.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Stop_ActivityRunsPastTheLimit_RunsItAgainAfterTheNextStart()
    {
        var started = new TaskCompletionSource();
        var runs = 0;
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<int>("Work"))
            .AddActivityFunc("Work", async _ =>
            {
                if (++runs > 1) return runs;
                started.TrySetResult();
                await new TaskCompletionSource().Task;
                return 0;
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await started.Task;

        await host.StopAsync(new CancellationToken(canceled: true));
        await host.ReopenAsync();

        Assert.Equal(2, (await host.CompletedAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Open_NewerSchema_IsRefusedAndUntouched()
    {
        await using var host = await DurableHost.StartAsync(_ => { });
        await host.StopAsync();
        Execute(host.DatabasePath, "PRAGMA user_version = 99");

        var refused = await Assert.ThrowsAsync<SqliteFileException>(() => host.ReopenAsync());

        Assert.Contains("schema version 99", refused.Message, StringComparison.Ordinal);
        Execute(host.DatabasePath, "PRAGMA user_version = 1");
        await host.ReopenAsync();
    }

    [Fact]
    public async Task Open_AnotherProgramsFile_IsRefused()
    {
        await using var host = await DurableHost.StartAsync(_ => { });
        await host.StopAsync();
        Execute(host.DatabasePath, "PRAGMA application_id = 1");

        var refused = await Assert.ThrowsAsync<SqliteFileException>(() => host.ReopenAsync());

        Assert.Contains("not a durable engine's file", refused.Message, StringComparison.Ordinal);
        Execute(host.DatabasePath, "PRAGMA application_id = 0x64757265");
        await host.ReopenAsync();
    }

    [Fact]
    public async Task Open_FileInUse_IsRefused()
    {
        await using var host = await DurableHost.StartAsync(_ => { });

        var refused = await Assert.ThrowsAsync<SqliteFileException>(() =>
            DurableHost.StartAsync(_ => { }, options => options.DatabasePath = host.DatabasePath));

        Assert.Contains("in use by another engine", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadHistory_FinishedInstance_TellsItsStepsInOrder()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync("Work"))
            .AddActivityFunc("Work", _ => { }));

        var done = await host.RunAsync("Main");

        Assert.Equal(
            ["stepStarted", "executionStarted", "activityScheduled", "stepStarted", "activityCompleted", "executionCompleted"],
            host.History.ReadHistory(done.InstanceId).Select(entry => entry.Kind));
    }

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
