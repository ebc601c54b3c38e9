using System.Text;
using Shortloop.Core.Ports;
using Shortloop.Engine.Broker;

namespace Shortloop.Engine.Tests.Broker;

/// <summary>What an operator may do with dead letters. The queue "jobs" sets aside after three deliveries.</summary>
public sealed class DeadLetterTests : IAsyncLifetime
{
    private BrokerHost host = null!;

    public async ValueTask InitializeAsync() => host = await BrokerHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task PeekDeadLetters_SetAside_ShowsBodyReasonAndDeliveriesAndChangesNothing()
    {
        await KillAsync("a");
        for (var look = 0; look < 2; look++)
        {
            var dead = Assert.Single(host.Broker.PeekDeadLetters("jobs"));
            Assert.Equal(("a", "MaxDeliveryCountExceeded", 3, false), (dead.MessageId, dead.Reason, dead.Deliveries, dead.IsLocked));
            Assert.Equal("""{"from":"a"}""", Encoding.UTF8.GetString(dead.Body.Span));
        }
    }

    [Fact]
    public async Task PeekDeadLetters_InPages_ShowsEachOnce()
    {
        foreach (var id in (string[])["a", "b", "c"])
            await KillAsync(id);
        var first = host.Broker.PeekDeadLetters("jobs", count: 2);
        var second = host.Broker.PeekDeadLetters("jobs", after: first[^1].Sequence, count: 2);
        Assert.Equal(["a", "b", "c"], first.Concat(second).Select(dead => dead.MessageId));
    }

    [Fact]
    public async Task RedriveDeadLetters_One_IsDeliveredAfreshAndWakesAReceiver()
    {
        await KillAsync("a");
        await KillAsync("b");
        var dead = host.Broker.PeekDeadLetters("jobs")[1];
        var waiting = host.Queue.ReceiveAsync("jobs", TimeSpan.FromSeconds(60), default);
        Assert.Equal(1, host.Broker.RedriveDeadLetters("jobs", dead.Sequence));
        var again = (await waiting.WaitAsync(TimeSpan.FromSeconds(20)))!;
        Assert.Equal(("b", 1), (again.Id, again.DeliveryCount));
        Assert.Equal("a", Assert.Single(host.Broker.PeekDeadLetters("jobs")).MessageId);
    }

    [Fact]
    public async Task RedriveDeadLetters_All_PutsAllBackOnce()
    {
        await KillAsync("a");
        await KillAsync("b");
        Assert.Equal(2, host.Broker.RedriveDeadLetters("jobs"));
        Assert.Equal(0, host.Broker.RedriveDeadLetters("jobs"));
        Assert.Equal(new QueueStatistics(Active: 2, Locked: 0, Scheduled: 0, DeadLettered: 0), host.Broker.GetStatistics("jobs"));
    }

    [Fact]
    public async Task DropDeadLetter_ThereAndGone_RemovesItOnce()
    {
        await KillAsync("a");
        var dead = Assert.Single(host.Broker.PeekDeadLetters("jobs"));
        Assert.True(host.Broker.DropDeadLetter("jobs", dead.Sequence));
        Assert.False(host.Broker.DropDeadLetter("jobs", dead.Sequence));
        Assert.Equal(0, host.Broker.GetStatistics("jobs").DeadLettered);
    }

    [Fact]
    public async Task DropDeadLetter_OfALiveMessage_LeavesIt()
    {
        await SendAsync("alive");
        Assert.False(host.Broker.DropDeadLetter("jobs", 1));
        Assert.Equal(0, host.Broker.RedriveDeadLetters("jobs", 1));
        Assert.Equal(1, host.Broker.GetStatistics("jobs").Active);
    }

    [Fact]
    public async Task RedriveAndDrop_WithAReceiver_LeaveItThere()
    {
        await KillAsync("a");
        await host.Queue.ReceiveAsync("jobs/$DeadLetterQueue", TimeSpan.Zero, default);
        var dead = Assert.Single(host.Broker.PeekDeadLetters("jobs"));
        Assert.True(dead.IsLocked);
        Assert.Equal(0, host.Broker.RedriveDeadLetters("jobs"));
        Assert.False(host.Broker.DropDeadLetter("jobs", dead.Sequence));
    }

    [Fact]
    public async Task RedriveDeadLetters_ThenReopen_StaysPutBack()
    {
        await KillAsync("a");
        host.Broker.RedriveDeadLetters("jobs");
        await host.ReopenAsync();
        Assert.Equal("a", (await host.Queue.ReceiveAsync("jobs", TimeSpan.Zero, default))!.Id);
    }

    private async Task KillAsync(string id)
    {
        await SendAsync(id);
        for (var delivery = 0; delivery < 3; delivery++)
            await host.Queue.AbandonAsync("jobs", (await host.Queue.ReceiveAsync("jobs", TimeSpan.Zero, default))!, default);
    }

    private Task SendAsync(string id) => host.Queue.SendAsync("jobs", new QueueMessage(id, $$"""{"from":"{{id}}"}""", null), default);
}
