using Shortloop.Adapters.ServiceBus;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Engine.Tests.Broker;

/// <summary>What the queue port promises, from the adapter through HTTP to the broker's file.</summary>
public sealed class ServiceBusRestQueueTests : IAsyncLifetime
{
    private BrokerHost host = null!;

    private ServiceBusRestQueue Queue => host.Queue;

    public async ValueTask InitializeAsync() => host = await BrokerHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task ReceiveAsync_Empty_ReturnsNull() => Assert.Null(await ReceiveAsync());

    [Fact]
    public async Task ReceiveAsync_AfterSend_GivesTheMessageAndItsLock()
    {
        await Queue.SendAsync("jobs", new QueueMessage("id 1/ä", """{"text":"Grüße"}"""), default);
        var message = await ReceiveAsync();
        Assert.NotNull(message);
        Assert.Equal(("id 1/ä", """{"text":"Grüße"}""", 1), (message.Id, message.Body, message.DeliveryCount));
        Assert.Equal(host.Clock.GetUtcNow().AddSeconds(30), message.LockedUntil);
        Assert.Null(await ReceiveAsync());
        Assert.True(await Queue.CompleteAsync("jobs", message, default));
    }

    [Fact]
    public async Task ReceiveAsync_SentWithinARecordedSpan_SaysWhich()
    {
        using var span = new System.Diagnostics.Activity("sending").SetIdFormat(System.Diagnostics.ActivityIdFormat.W3C);
        span.ActivityTraceFlags = System.Diagnostics.ActivityTraceFlags.Recorded;
        span.Start();
        await SendAsync("traced");
        span.Stop();
        await SendAsync("plain");
        Assert.Equal((span.Id, null), ((await ReceiveAsync())!.Trace, (await ReceiveAsync())!.Trace));
    }

    [Fact]
    public async Task ReceiveAsync_Several_ComeInTheOrderTheyWereSent()
    {
        foreach (var id in new[] { "a", "b", "c" })
            await SendAsync(id);
        Assert.Equal(["a", "b", "c"], [(await ReceiveAsync())!.Id, (await ReceiveAsync())!.Id, (await ReceiveAsync())!.Id]);
    }

    [Fact]
    public async Task CompleteAsync_Twice_SaysLostTheSecondTime()
    {
        await SendAsync("a");
        var message = (await ReceiveAsync())!;
        Assert.True(await Queue.CompleteAsync("jobs", message, default));
        Assert.False(await Queue.CompleteAsync("jobs", message, default));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await ReceiveAsync());
    }

    [Fact]
    public async Task AbandonAsync_Held_IsDeliveredAgainAtOnce()
    {
        await SendAsync("a");
        var first = (await ReceiveAsync())!;
        Assert.True(await Queue.AbandonAsync("jobs", first, default));
        var second = (await ReceiveAsync())!;
        Assert.Equal(2, second.DeliveryCount);
        Assert.NotEqual(first.LockToken, second.LockToken);
        Assert.False(await Queue.CompleteAsync("jobs", first, default));
        Assert.True(await Queue.CompleteAsync("jobs", second, default));
    }

    [Fact]
    public async Task Lock_RunsOut_MessageComesBackAndTheOldLockIsLost()
    {
        await SendAsync("a");
        var first = (await ReceiveAsync())!;
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(await Queue.CompleteAsync("jobs", first, default));
        Assert.False(await Queue.AbandonAsync("jobs", first, default));
        Assert.False(await Queue.RenewAsync("jobs", first, default));
        Assert.Equal(2, (await ReceiveAsync())!.DeliveryCount);
    }

    [Fact]
    public async Task RenewAsync_Held_KeepsTheLock()
    {
        await SendAsync("a");
        var message = (await ReceiveAsync())!;
        for (var n = 0; n < 5; n++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(29));
            Assert.True(await Queue.RenewAsync("jobs", message, default));
        }
        Assert.True(await Queue.CompleteAsync("jobs", message, default));
    }

    [Fact]
    public async Task SendAsync_NotBefore_IsInvisibleUntilThen()
    {
        var due = host.Clock.GetUtcNow().AddSeconds(90.5);
        await Queue.SendAsync("jobs", new QueueMessage("later", "{}", due), default);
        await SendAsync("now");
        Assert.Equal("now", (await ReceiveAsync())!.Id);
        host.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Null(await Queue.ReceiveAsync("dropping", TimeSpan.Zero, default));
        Assert.DoesNotContain("later", await AllIdsAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("later", await AllIdsAsync());
    }

    [Fact]
    public async Task ReceiveAsync_Waiting_WakesWhenAMessageArrives()
    {
        var waiting = Queue.ReceiveAsync("jobs", TimeSpan.FromSeconds(60), default);
        await SendAsync("a");
        Assert.Equal("a", (await waiting.WaitAsync(TimeSpan.FromSeconds(20)))!.Id);
    }

    [Fact]
    public async Task ReceiveAsync_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = Queue.ReceiveAsync("jobs", TimeSpan.FromSeconds(60), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task SendAsync_Over256Kilobytes_IsTooLarge()
    {
        await Queue.SendAsync("jobs", new QueueMessage("fits", new string('x', 256 * 1024)), default);
        Assert.Equal("message_too_large", await PermanentCodeAsync(() =>
            Queue.SendAsync("jobs", new QueueMessage("a", new string('x', (256 * 1024) + 1)), default)));
    }

    [Fact]
    public async Task AnyCall_UnknownQueue_IsPermanent()
    {
        Assert.Equal("queue_unknown", await PermanentCodeAsync(() => Queue.SendAsync("nobody", new QueueMessage("a", "{}"), default)));
        Assert.Equal("queue_unknown", await PermanentCodeAsync(() => Queue.ReceiveAsync("nobody", TimeSpan.Zero, default)));
    }

    [Fact]
    public async Task AnyCall_WrongKey_IsPermanent()
    {
        using var stranger = new ServiceBusRestQueue(
            new ServiceBusQueueOptions(host.Address) { KeyName = BrokerHost.KeyName, Key = "wrong" }, host.Clock);
        Assert.Equal("queue_refused", await PermanentCodeAsync(() => stranger.ReceiveAsync("jobs", TimeSpan.Zero, default)));
    }

    [Fact]
    public async Task AnyCall_TokenLifeLater_MintsANewToken()
    {
        await SendAsync("a");
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.NotNull(await ReceiveAsync());
    }

    [Fact]
    public async Task AnyCall_NobodyThere_IsTransient()
    {
        using var nowhere = new ServiceBusRestQueue(
            new ServiceBusQueueOptions(new Uri("http://127.0.0.1:1")) { KeyName = "k", Key = "k" }, host.Clock);
        var error = await Assert.ThrowsAsync<TransientException>(() => nowhere.ReceiveAsync("jobs", TimeSpan.Zero, default));
        Assert.Equal("queue_unavailable", error.Code);
    }

    [Fact]
    public void New_PlainHttpToAnotherMachine_Throws() => Assert.Throws<ArgumentException>(() =>
        new ServiceBusRestQueue(new ServiceBusQueueOptions(new Uri("http://example.com")) { KeyName = "k", Key = "k" }, host.Clock));

    private Task SendAsync(string id) => Queue.SendAsync("jobs", new QueueMessage(id, "{}"), default);

    private Task<LockedMessage?> ReceiveAsync() => Queue.ReceiveAsync("jobs", TimeSpan.Zero, default);

    private async Task<List<string>> AllIdsAsync()
    {
        var ids = new List<string>();
        while (await ReceiveAsync() is { } message)
            ids.Add(message.Id);
        return ids;
    }

    private static async Task<string> PermanentCodeAsync(Func<Task> call) => (await Assert.ThrowsAsync<PermanentException>(call)).Code;
}
