using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Engine.Tests.Durable;

public sealed class ActivityTests
{
    [Fact]
    public async Task CallActivity_MoreThanLimit_RunsNoMoreAtOnce()
    {
        var gate = new Lock();
        var (now, most) = (0, 0);
        await using var host = await DurableHost.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Fan", context =>
                    Task.WhenAll(Enumerable.Range(0, 40).Select(_ => context.CallActivityAsync("Work"))))
                .AddActivityFunc("Work", async _ =>
                {
                    lock (gate) most = Math.Max(most, ++now);
                    await Task.Yield();
                    lock (gate) now--;
                }),
            options => options.MaxConcurrentActivities = 3);

        await host.RunAsync("Fan");

        Assert.InRange(most, 1, 3);
    }
}
