using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Engine.Tests.Durable;

public sealed class ExternalEventTests
{
    [Fact]
    public async Task WaitForExternalEvent_HostRestarted_EventsAreStillThere()
    {
        await using var host = await StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("CollectLate", 2);
        await host.Client.RaiseEventAsync(id, "number", 1);
        await host.Client.RaiseEventAsync(id, "number", 2);

        await host.RestartAsync();
        await host.Client.RaiseEventAsync(id, "go");

        Assert.Equal([1, 2], (await host.CompletedAsync(id)).ReadOutputAs<List<int>>());
    }

    private static Task<DurableHost> StartAsync() => DurableHost.StartAsync(tasks => tasks
        .AddOrchestratorFunc<int, int[]>("CollectLate", async (context, count) =>
        {
            await context.WaitForExternalEvent<object>("go");
            var numbers = new int[count];
            for (var i = 0; i < count; i++) numbers[i] = await context.WaitForExternalEvent<int>("number");
            return numbers;
        }));
}
