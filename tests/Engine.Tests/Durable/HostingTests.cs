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
                started.TrySetResult();
                await release.Task;
                return ++runs;
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await started.Task;

        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping;
        await host.ReopenAsync();

        Assert.Equal(1, (await host.CompletedAsync(id)).ReadOutputAs<int>());
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

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
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
