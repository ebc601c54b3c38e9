using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Operations;

public sealed class EventFeedTests : IDisposable
{
    private const string Org = "org_1";

    private readonly Workbench _bench = new();
    private readonly EventFeeds _feeds;

    public EventFeedTests() => _feeds = new EventFeeds(_bench.Events, _bench.Clock);

    [Fact]
    public async Task Append_ByManyOnSeveralInstances_NumbersWithoutAGap()
    {
        EventLog[] instances = [_bench.Events, new(_bench.Store, _bench.Clock), new(_bench.Store, _bench.Clock)];

        await Task.WhenAll(Enumerable.Range(0, 90).Select(i => Task.Run(() => AppendAsync($"e{i}", log: instances[i % 3]))));

        Assert.Equal(90, await _bench.Events.LastAsync(Org, default));
        IReadOnlyList<StreamEvent> all = (await _bench.Events.ReadAsync(Org, 0, 90, default))!;
        Assert.Equal(Enumerable.Range(1, 90).Select(n => (long)n), all.Select(entry => entry.Number()));
        Assert.Equal(90, all.Select(entry => entry.EntityId).Distinct().Count());
    }

    [Fact]
    public async Task Append_ClockSetBack_StillComesAfter()
    {
        using EventListener listener = await ListenAsync(null);
        await AppendAsync("first");
        _bench.Clock.Advance(TimeSpan.FromDays(-2));
        await AppendAsync("second");

        Assert.Equal(["first", "second"], await EntitiesAsync(listener, 2));
        using EventListener later = await ListenAsync(EventLog.Format(1));
        Assert.Equal(["second"], await EntitiesAsync(later, 1));
    }

    [Fact]
    public async Task Listen_FromAnId_GetsThePastAndThenWhatComes()
    {
        await AppendAsync("a");
        await AppendAsync("b");
        using EventListener listener = await ListenAsync(EventLog.Format(1));
        await AppendAsync("c");

        Assert.Equal(["b", "c"], await EntitiesAsync(listener, 2));
    }

    [Fact]
    public async Task Listen_EventOfAnotherInstance_ComesToo()
    {
        using EventListener listener = await ListenAsync(null);

        await AppendAsync("elsewhere", log: new EventLog(_bench.Store, _bench.Clock));

        Assert.Equal(["elsewhere"], await EntitiesAsync(listener, 1));
    }

    [Fact]
    public async Task Listen_Notice_IsForItsPersonOnly()
    {
        using EventListener mara = await ListenAsync(null, "usr_mara");
        using EventListener joe = await ListenAsync(null, "usr_joe");
        await _bench.Events.AppendAsync(Org, "usr_mara", "notice", "for mara", null, default);
        await AppendAsync("for all");

        Assert.Equal(["for mara", "for all"], await EntitiesAsync(mara, 2));
        Assert.Equal(["for all"], await EntitiesAsync(joe, 1));
        using EventListener back = await ListenAsync(EventLog.Format(0), "usr_joe");
        Assert.Equal(["for all"], await EntitiesAsync(back, 1));
    }

    [Theory]
    [InlineData("0000000000000000009", "never given out")]
    [InlineData("638999999999999999", "not one of ours")]
    [InlineData("x", "not one of ours")]
    public async Task Listen_FromAnIdThatWasNeverGivenOut_IsAGap(string id, string why)
    {
        await AppendAsync(why);

        using EventListener listener = await ListenAsync(id);

        Assert.True(listener.TryRead(out FedEvent first));
        Assert.Equal((true, 1L), (first.IsGap, first.Number));
        Assert.False(listener.TryRead(out _));
    }

    [Fact]
    public async Task Listen_MoreMissedThanIsSentAgain_IsAGap()
    {
        for (int i = 0; i <= EventLog.MaxMissed; i++)
            await AppendAsync("e");

        using EventListener late = await ListenAsync(EventLog.Format(0));
        using EventListener justInTime = await ListenAsync(EventLog.Format(1));

        Assert.True(late.TryRead(out FedEvent first) && first.IsGap);
        Assert.Equal(EventLog.MaxMissed, (await EntitiesAsync(justInTime, EventLog.MaxMissed)).Count);
    }

    [Fact]
    public async Task Listen_EventsNoLongerKept_IsAGap()
    {
        await AppendAsync("old");
        await AppendAsync("old");
        _bench.Clock.Advance(TimeSpan.FromHours(25));
        await AppendAsync("new");

        using EventListener listener = await ListenAsync(EventLog.Format(1));

        Assert.True(listener.TryRead(out FedEvent first) && first.IsGap);
        Assert.Equal(EventLog.Format(3), first.Id);
    }

    [Fact]
    public async Task Listen_OneReadsNothing_IsLetGoAndTheOthersGetAll()
    {
        using EventListener asleep = await ListenAsync(null);
        using EventListener awake = await ListenAsync(null);
        for (int i = 0; i < EventFeeds.MaxBehind + 1; i++)
        {
            await AppendAsync($"e{i}");
            await EntitiesAsync(awake, 1);
        }

        await AppendAsync("last");

        Assert.Equal(["last"], await EntitiesAsync(awake, 1));
        List<FedEvent> had = [];
        while (await asleep.WaitAsync(default).AsTask().WaitAsync(TimeSpan.FromSeconds(30)))
            while (asleep.TryRead(out FedEvent told))
                had.Add(told);
        using EventListener resumed = await ListenAsync(had[^1].Id);
        Assert.Equal("last", (await EntitiesAsync(resumed, (int)(EventFeeds.MaxBehind + 2 - had[^1].Number)))[^1]);
    }

    public void Dispose() => _bench.Dispose();

    private Task AppendAsync(string entity, EventLog? log = null) => (log ?? _bench.Events).AppendAsync(Org, "usr_1", "job", entity, null, default);

    private Task<EventListener> ListenAsync(string? lastId, string user = "usr_1") => _feeds.ListenAsync(Org, user, lastId, default);

    private static async Task<IReadOnlyList<string>> EntitiesAsync(EventListener listener, int count)
    {
        List<string> entities = [];
        while (entities.Count < count && await listener.WaitAsync(default).AsTask().WaitAsync(TimeSpan.FromSeconds(30)))
            while (listener.TryRead(out FedEvent told))
                if (told.Event is { } entry)
                    entities.Add(entry.EntityId);
        return entities;
    }
}
