using System.Globalization;

namespace Shortloop.Local.Tests.Hosting.Operator;

/// <summary>Dead letters in the operator's hands; the queue "jobs" sets aside after two deliveries.</summary>
public sealed class QueuePageTests : IAsyncLifetime
{
    private const string Letters = "/_host/queues?queue=jobs";

    private OperatorHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await OperatorHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Queues_Each_ShowsItsCounts()
    {
        await _host.Broker.KillAsync("jobs", "dead");
        await _host.Broker.SendAsync("jobs", "now");
        await _host.Broker.SendAsync("jobs", "later", notBefore: DateTimeOffset.UtcNow.AddHours(1));
        Assert.Contains("jobs 1 0 1 1 other 0 0 0 0", await _host.TextAsync("/_host/queues"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeadLetters_OfAQueue_ShowBodyReasonAndDeliveriesEscaped()
    {
        await _host.Broker.KillAsync("jobs", "<b>", """{"a":"<i>"}""");
        string page = await _host.PageAsync(Letters);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        string text = OperatorHost.Text(page);
        Assert.Contains("<b> MaxDeliveryCountExceeded number 1 · 2 deliveries", text, StringComparison.Ordinal);
        Assert.StartsWith("""{ "a": "<i>" }""", text[text.IndexOf('{')..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redrive_One_IsReceivedAgainAndTheOtherStays()
    {
        await _host.Broker.KillAsync("jobs", "a");
        await _host.Broker.KillAsync("jobs", "b");
        using var answer = await _host.OrderAsync("/_host/queues/redrive", ("queue", "jobs"), ("sequence", Sequence(1)));
        var again = await _host.Broker.Queue.ReceiveAsync("jobs", TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.Equal(("b", 1), (again!.Id, again.DeliveryCount));
        Assert.Equal("a", Assert.Single(_host.Broker.Broker.PeekDeadLetters("jobs")).MessageId);
    }

    [Fact]
    public async Task RedriveAll_Several_PutsAllBack()
    {
        await _host.Broker.KillAsync("jobs", "a");
        await _host.Broker.KillAsync("jobs", "b");
        using var answer = await _host.OrderAsync("/_host/queues/redrive-all", ("queue", "jobs"));
        Assert.Equal(2, _host.Broker.Broker.GetStatistics("jobs").Active);
    }

    [Fact]
    public async Task Drop_OneTwice_RemovesItAndThenSaysThatItIsGone()
    {
        await _host.Broker.KillAsync("jobs", "a");
        string sequence = Sequence(0);
        foreach (string said in (string[])["is removed", "is gone"])
        {
            using var answer = await _host.OrderAsync("/_host/queues/drop", ("queue", "jobs"), ("sequence", sequence));
            Assert.Contains(said, OperatorHost.Text(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        }

        Assert.Equal(0, _host.Broker.Broker.GetStatistics("jobs").DeadLettered);
    }

    [Fact]
    public async Task DeadLetters_MoreThanAPage_GoOnOnTheNext()
    {
        for (int number = 0; number < 30; number++) await _host.Broker.KillAsync("jobs", $"dead-{number:00}");
        string first = await _host.TextAsync(Letters);
        Assert.Contains("dead-24", first, StringComparison.Ordinal);
        Assert.DoesNotContain("dead-25", first, StringComparison.Ordinal);
        string second = await _host.TextAsync($"{Letters}&after={Sequence(24)}");
        Assert.Contains("dead-25", second, StringComparison.Ordinal);
        Assert.Contains("dead-29", second, StringComparison.Ordinal);
    }

    private string Sequence(int index) => _host.Broker.Broker.PeekDeadLetters("jobs")[index].Sequence.ToString(CultureInfo.InvariantCulture);
}
