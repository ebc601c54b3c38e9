using Shortloop.Core.Ports;
using Shortloop.Engine.Broker;

namespace Shortloop.Engine.Tests.Broker;

public sealed class BrokerDurabilityTests : IAsyncLifetime
{
    private BrokerHost host = null!;

    public async ValueTask InitializeAsync() => host = await BrokerHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Reopen_LockedScheduledAndWaiting_AreAllThere()
    {
        await SendAsync("locked");
        await SendAsync("waiting");
        await SendAsync("scheduled", host.Clock.GetUtcNow().AddHours(1));
        var locked = (await host.Queue.ReceiveAsync("jobs", TimeSpan.Zero, default))!;
        await host.ReopenAsync();
        Assert.Equal(new QueueStatistics(Active: 1, Locked: 1, Scheduled: 1, DeadLettered: 0), host.Broker.GetStatistics("jobs"));
        Assert.True(await host.Queue.CompleteAsync("jobs", locked, default));
    }

    [Fact]
    public async Task Kill_AfterEveryAnswer_NothingThatWasAnsweredIsLost()
    {
        for (var n = 0; n < 10; n++)
            await SendAsync($"m{n}");
        for (var n = 0; n < 3; n++)
            await host.Queue.CompleteAsync("jobs", (await host.Queue.ReceiveAsync("jobs", TimeSpan.Zero, default))!, default);
        await host.Queue.ReceiveAsync("jobs", TimeSpan.Zero, default);
        using var revived = new ServiceBusBroker(BrokerHost.Options(host.CopyOfTheFile()), host.Clock);
        Assert.Equal(new QueueStatistics(Active: 6, Locked: 1, Scheduled: 0, DeadLettered: 0), revived.GetStatistics("jobs"));
    }

    [Fact]
    public async Task WaitForMessagesAsync_EachReason_EndsTheWait()
    {
        var sent = host.Broker.WaitForMessagesAsync("jobs", default);
        Assert.False(sent.IsCompleted);
        await SendAsync("a");
        await sent.WaitAsync(TimeSpan.FromSeconds(20));
        await host.Broker.WaitForMessagesAsync("jobs", default).WaitAsync(TimeSpan.FromSeconds(20));

        var message = (await host.Queue.ReceiveAsync("jobs", TimeSpan.Zero, default))!;
        var unlocked = host.Broker.WaitForMessagesAsync("jobs", default);
        Assert.False(unlocked.IsCompleted);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await unlocked.WaitAsync(TimeSpan.FromSeconds(20));

        message = (await host.Queue.ReceiveAsync("jobs", TimeSpan.Zero, default))!;
        await host.Queue.CompleteAsync("jobs", message, default);
        await SendAsync("later", host.Clock.GetUtcNow().AddHours(5));
        var due = host.Broker.WaitForMessagesAsync("jobs", default);
        Assert.False(due.IsCompleted);
        for (var hour = 0; hour < 5; hour++)
        {
            Assert.False(due.IsCompleted);
            host.Clock.Advance(TimeSpan.FromHours(1));
        }
        await due.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task ReceiveAsync_ManyReceiversAndSenders_EveryMessageGoesToExactlyOne()
    {
        var receiving = Enumerable.Range(0, 8).Select(async _ =>
        {
            var mine = new List<string>();
            while (mine.Count < 5)
            {
                var message = (await host.Queue.ReceiveAsync("jobs", TimeSpan.FromSeconds(60), default))!;
                mine.Add(message.Id);
                Assert.True(await host.Queue.CompleteAsync("jobs", message, default));
            }
            return mine;
        }).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => SendAsync($"m{n:00}")));
        var all = (await Task.WhenAll(receiving).WaitAsync(TimeSpan.FromSeconds(30))).SelectMany(ids => ids);
        Assert.Equal(Enumerable.Range(0, 40).Select(n => $"m{n:00}"), all.Order());
    }

    [Fact]
    public async Task Stop_WhileSomebodyWaits_DoesNotWaitForThem()
    {
        var waiting = host.Queue.ReceiveAsync("jobs", TimeSpan.FromSeconds(60), default);
        await host.ReopenAsync().WaitAsync(TimeSpan.FromSeconds(15));
        await Assert.ThrowsAnyAsync<Exception>(async () => _ = await waiting ?? throw new OperationCanceledException());
    }

    [Fact]
    public void GetStatistics_UnknownQueue_Throws() => Assert.Throws<ArgumentException>(() => host.Broker.GetStatistics("nobody"));

    private Task SendAsync(string id, DateTimeOffset? notBefore = null) => host.Queue.SendAsync("jobs", new QueueMessage(id, "{}", notBefore), default);
}
