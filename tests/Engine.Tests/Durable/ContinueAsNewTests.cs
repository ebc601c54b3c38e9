using Microsoft.DurableTask;

namespace Shortloop.Engine.Tests.Durable;

public sealed class ContinueAsNewTests
{
    [Fact]
    public async Task ContinueAsNew_TenThousandGenerations_StorageStaysConstant()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<Count, int>("Count", async (context, count) =>
            {
                if (count.Number % 10 == 0) await context.CallActivityAsync("Work", new string('x', 200));
                if (count.Number < count.Last) context.ContinueAsNew(count with { Number = count.Number + 1 });
                return count.Number;
            })
            .AddActivityFunc<string>("Work", (_, _) => { }));

        var few = await StoredAfter(host, 10);
        var many = await StoredAfter(host, 10_000);

        Assert.Equal(few.Rows, many.Rows);
        // The same pages are used over and over; a few more or less, depending on which commits fell together.
        Assert.InRange(many.Bytes, 1, few.Bytes + 65_536);
    }

    private static async Task<(long Rows, long Bytes)> StoredAfter(DurableHost host, int generations)
    {
        var options = new StartOrchestrationOptions("count");
        Assert.Equal(generations, (await host.RunAsync("Count", new Count(0, generations), options)).ReadOutputAs<int>());
        await host.StopAsync();
        var stored = (StoredRows.Count(host.DatabasePath), new FileInfo(host.DatabasePath).Length);
        await host.ReopenAsync();
        return stored;
    }

    private sealed record Count(int Number, int Last);
}
