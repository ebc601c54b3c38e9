using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Shortloop.Engine.Tests.Durable;
using Shortloop.Engine.Tests.Stored;
using Shortloop.Sqlite;

namespace Shortloop.Engine.Tests.Faults;

/// <summary>How the engine bears it when its file can't be written or read while it works. Each file's own faults are in Sqlite.Tests.</summary>
public sealed class EngineFaultTests
{
    private const string Log = "Shortloop.Engine.DurableEngine";

    [Fact]
    public async Task Store_HeldByAnotherProcess_ResultsAreKeptAndStoredAfterwards()
    {
        var (runs, release) = (0, new TaskCompletionSource());
        await using var host = await StartAsync(async () =>
        {
            Interlocked.Increment(ref runs);
            await release.Task;
        });
        List<string> ids = [];
        for (var n = 0; n < 3; n++) ids.Add(await host.Client.ScheduleNewOrchestrationInstanceAsync("Main"));
        await UntilAsync(() => Volatile.Read(ref runs) == 3);
        Assert.Equal(0, host.Clock.Waiting);

        using (var other = Connect(host.DatabasePath))
        {
            using var held = other.BeginTransaction(deferred: false);
            var refused = await Assert.ThrowsAsync<SqliteFileException>(() => host.Client.RaiseEventAsync(ids[0], "go"));
            Assert.Equal(SqliteFault.Busy, refused.Fault);
            Assert.StartsWith(host.DatabasePath, refused.Message, StringComparison.Ordinal);
            release.SetResult();
            // The answers have failed to be stored at least once; they are in memory and nowhere else. Each waits for its next try: time moved
            // between the line in the log and the timer would be missed by that timer, and nothing would ever fire it.
            await UntilAsync(() => host.Clock.Waiting == 3);
            Assert.Equal(3, host.Logs.Of("Shortloop.Engine.Worker.ActivityRunner").Count);
        }
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        foreach (var id in ids) Assert.Equal("worked", (await host.CompletedAsync(id)).ReadOutputAs<string>());
        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task Step_CannotBeStored_IsSaidOnceAndDoneAgain()
    {
        var (runs, held) = (0, default(SqliteTransaction));
        await using var host = await DurableHost.StartAsync(
            tasks => tasks.AddOrchestratorFunc("Main", context =>
            {
                // Somebody takes the file between the reading of the messages and the commit.
                if (Interlocked.Increment(ref runs) <= 2) held ??= Connect(context.GetInput<string>()!).BeginTransaction(deferred: false);
                return Task.FromResult("done");
            }),
            options => options.BusyTimeout = TimeSpan.FromMilliseconds(50));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", host.DatabasePath);

        for (var step = 1; step <= 2; step++)
        {
            await UntilAsync(() => Volatile.Read(ref runs) == step);
            await host.SettleAsync();
            if (step == 2) held!.Connection!.Dispose();
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("done", (await host.CompletedAsync(id)).ReadOutputAs<string>());
        await host.SettleAsync();
        Assert.Single(host.Logs.Of(Log), line => line.StartsWith("Nothing can be stored at the moment: ", StringComparison.Ordinal));
        Assert.Single(host.Logs.Of(Log), line => line == "Steps are stored again");
    }

    [Fact]
    public async Task History_PageDamaged_StopsTheEngineAndSaysSo()
    {
        var damaged = new TaskCompletionSource<SqliteFileException>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await DurableHost.StartAsync(
            tasks => tasks.AddOrchestratorFunc("Main", context => context.WaitForExternalEvent<string>("go")),
            options => options.Damaged = error => damaged.SetResult(error));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.SettleAsync();
        await host.StopAsync();
        Damage(host.DatabasePath, "history");
        await host.ReopenAsync();

        await host.Client.RaiseEventAsync(id, "go", "went");

        var error = await damaged.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal($"{host.DatabasePath} is damaged. Move it away and restore a backup, or start with an empty data folder.", error.Message);
        Assert.Single(host.Logs.Of(Log), line => line.StartsWith("The durable engine has stopped: ", StringComparison.Ordinal));
        // It does not try again: the event waits for a file that can be read.
        Assert.Equal(1, StoredFile.Number(host.DatabasePath, "SELECT count(*) FROM message"));
    }

    private static Task<DurableHost> StartAsync(Func<Task> work) => DurableHost.StartAsync(
        tasks => tasks
            .AddOrchestratorFunc<string>("Main", context => context.CallActivityAsync<string>("Work"))
            .AddActivityFunc<object?, string>("Work", async (_, _) =>
            {
                await work();
                return "worked";
            }),
        options => (options.BusyTimeout, options.MaxConcurrentActivities) = (TimeSpan.FromMilliseconds(50), 3));

    private static void Damage(string path, string table)
    {
        var page = StoredFile.Number(path, $"SELECT rootpage FROM sqlite_master WHERE name = '{table}'");
        var size = StoredFile.Number(path, "PRAGMA page_size");
        using var file = new FileStream(path, FileMode.Open);
        file.Position = (page - 1) * size;
        file.Write(Enumerable.Repeat((byte)0xEE, 64).ToArray());
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!reached())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}
