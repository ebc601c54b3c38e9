using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Engine.Tests.Durable;

public sealed class ContinueAsNewTests
{
    [Fact]
    public async Task ContinueAsNew_ManyGenerations_HistoryStaysShort()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Count", async (context, number) =>
            {
                await context.CallActivityAsync("Work");
                if (number < 1000) context.ContinueAsNew(number + 1);
                return number;
            })
            .AddActivityFunc("Work", _ => { }));

        var done = await host.RunAsync("Count", 0);

        Assert.Equal(1000, done.ReadOutputAs<int>());
        Assert.InRange(host.History.ReadHistory(done.InstanceId).Count, 1, 10);
    }
}
