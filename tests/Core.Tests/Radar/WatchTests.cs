using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Tests.Radar;

public sealed class WatchTests : IDisposable
{
    private readonly RadarBench _radar = new();

    public void Dispose() => _radar.Dispose();

    [Fact]
    public async Task Discovery_Twice_FindsEachVideoOnceAndSeesItAgain()
    {
        await _radar.WatchAsync("knots");
        _radar.Source.Add("v1", "c1", "Three knots", _radar.Now.AddHours(-3), 100);
        _radar.Source.Add("v2", "c1", "Old knots", _radar.Now.AddDays(-8), 100);
        _radar.Source.Add("v3", "c1", "Ropes", _radar.Now.AddHours(-3), 100);

        Assert.Equal(new TakenIn(1, 1, 0), await DiscoverAsync());
        _radar.Clock.Advance(TimeSpan.FromHours(2));
        _radar.Source.Views["v1"] = 500;
        Assert.Equal(new TakenIn(1, 0, 0), await DiscoverAsync());

        TrendVideo video = Assert.Single(await VideosAsync());
        Assert.Equal(("v1", TrendStatus.Monitoring, 2, (double?)200), (video.VideoId, video.Status, video.Observations.Count, video.Velocity));
        WatchState state = await _radar.Get<WatchStore>().StateAsync(RadarBench.Owner.OrgId, default);
        Assert.Equal((true, 2, 1L), (state.Active, state.Searches, state.Discovery!.Looked));
    }

    [Theory]
    [InlineData(2, 10, 20)]
    [InlineData(15, 3, 12)]
    public async Task Discovery_MoreKeywordsThanTheAllowance_ShareSearchesAndThenTakeTurns(int watching, int searches, int words)
    {
        await _radar.WatchAsync([.. Enumerable.Range(10, 20).Select(n => $"word{n}")]);

        // Noon is the fourth of six rounds: 15 of this organisation's 45 are for it, or 2 of its 6.
        var pieces = (await _radar.Get<DiscoverVideos>().PlanAsync(_radar.Input with { Watching = watching }, default)).Pieces;

        Assert.True(pieces.Count <= searches, $"{pieces.Count} searches");
        Assert.True(pieces.SelectMany(piece => piece.What!.Split('\n')).Distinct().Count() <= words);
        var next = (await _radar.Get<DiscoverVideos>().PlanAsync(_radar.Input with { Watching = watching }, default)).Pieces;
        Assert.Equal(watching == 2, pieces.SequenceEqual(next));
    }

    [Fact]
    public async Task Discovery_BeyondTheTiersRoom_LeavesTheRestAndSaysSo()
    {
        Principal pro = await _radar.InTierAsync("free");
        IReadOnlyList<PublicVideo> found = [.. Enumerable.Range(0, 120).Select(n => _radar.Source.Add($"v{n}", "c1", "knots", _radar.Now.AddHours(-1), 10))];

        TakenIn taken = await _radar.Get<TakeInVideos>().ExecuteAsync(pro.OrgId, "memory", found, (_, _) => Task.FromResult<Baseline?>(null), null, default);

        Assert.Equal(new TakenIn(120, 100, 20), taken);
    }

    [Fact]
    public async Task Monitoring_OfWhatIsDue_MeasuresInRequestsOf50AndTwiceIsOneLook()
    {
        await _radar.WatchAsync("knots");
        await TakeInAsync(120);
        _radar.Clock.Advance(TimeSpan.FromHours(2));
        WatchInput input = _radar.Input;
        var monitor = _radar.Get<MonitorVideos>();
        MonitorPlan plan = await monitor.PlanAsync(input, default);
        WatchInput chunk = input with { Continuation = Assert.Single(plan.Starts), Cutoff = plan.Cutoff };

        Assert.Equal(new ChunkResult(120, 120), await monitor.ExecuteAsync(chunk, default));
        Assert.Equal(new ChunkResult(0, 0), await monitor.ExecuteAsync(chunk, default));

        Assert.Equal(["measure 50", "measure 50", "measure 20"], _radar.Source.Asked.Where(one => one.StartsWith("measure", StringComparison.Ordinal)).OrderByDescending(one => one.Length).ThenByDescending(one => one));
        Assert.All(await VideosAsync(), video => Assert.Equal(2, video.Observations.Count));
    }

    [Fact]
    public async Task Monitoring_QuotaUsedUp_StopsAndLeavesTheRestDue()
    {
        await _radar.WatchAsync("knots");
        await TakeInAsync(10);
        _radar.Clock.Advance(TimeSpan.FromHours(2));
        _radar.Source.Fails = new TransientException("source_quota", "Used up.", TimeSpan.FromHours(5));

        ChunkResult result = await _radar.Get<MonitorVideos>().ExecuteAsync(_radar.Input with { Cutoff = 24 }, default);

        Assert.Equal(new ChunkResult(10, 0, Stopped: true), result);
        Assert.All(await VideosAsync(), video => Assert.True(video.NextAt <= _radar.Now));
    }

    [Fact]
    public async Task Monitoring_PrivateOrGoneThreeTimes_PutsTheVideoAway()
    {
        await _radar.WatchAsync("knots");
        await TakeInAsync(1);
        _radar.Source.Videos.Clear();
        for (int round = 0; round < 3; round++)
        {
            _radar.Clock.Advance(TimeSpan.FromHours(2));
            await _radar.Get<MonitorVideos>().ExecuteAsync(_radar.Input with { Cutoff = 24 }, default);
        }

        TrendVideo video = Assert.Single(await VideosAsync());
        Assert.Equal((TrendStatus.Archived, (DateTimeOffset?)null, 1), (video.Status, video.NextAt, video.Observations.Count));
    }

    [Fact]
    public async Task Cleanup_OldAndSlow_ArePutAwayAndFastOnesStay()
    {
        await _radar.WatchAsync("knots");
        await TakeInAsync(3);
        _radar.Source.Views["v1"] = 5000;
        _radar.Clock.Advance(TimeSpan.FromHours(26));
        await _radar.Get<MonitorVideos>().ExecuteAsync(_radar.Input with { Cutoff = 24 }, default);

        Assert.Null(await _radar.Get<CleanTrends>().ExecuteAsync(_radar.Input, default));
        Assert.Equal(["v1"], (await VideosAsync()).Where(video => video.Status != TrendStatus.Archived).Select(video => video.VideoId));
        _radar.Clock.Advance(TimeSpan.FromDays(7));
        await _radar.Get<CleanTrends>().ExecuteAsync(_radar.Input, default);
        Assert.All(await VideosAsync(), video => Assert.Equal(TrendStatus.Archived, video.Status));
        _radar.Clock.Advance(TrendVideo.KeptArchived);
        Assert.Empty(await VideosAsync());
    }

    [Theory]
    [InlineData("regions", "XX")]
    [InlineData("regions", "Germany")]
    [InlineData("languages", "english")]
    [InlineData("keywords", "k")]
    public async Task ChangeWatch_WhatCannotBe_IsRefusedByTheFieldsName(string field, string value)
    {
        var wish = new WatchWish(field == "keywords" ? [value] : ["knots"], field == "regions" ? [value] : null, field == "languages" ? [value] : null);

        Problem? problem = (await _radar.Get<ChangeWatch>().ExecuteAsync(RadarBench.Owner, wish, null, default)).Problem;

        Assert.Equal([field], problem!.Details!.Keys);
    }

    [Fact]
    public async Task ChangeWatch_OnATierWithout_IsRefused()
    {
        Principal free = await _radar.InTierAsync("free");

        Assert.Equal("trend_watch_not_in_tier", (await _radar.Get<ChangeWatch>().ExecuteAsync(free, new WatchWish(["knots"]), null, default)).Problem!.Code);
        Assert.Equal("trend_watch_not_in_tier", (await _radar.Get<StartDiscovery>().ExecuteAsync(free, default)).Problem!.Code);
    }

    [Fact]
    public async Task ChangeWatch_SeenBefore_NeedsTheVersionThatWasSeen()
    {
        await _radar.WatchAsync("knots");
        TrendWatch seen = await _radar.Get<WatchStore>().ReadAsync(RadarBench.Owner.OrgId, default);
        await _radar.WatchAsync("ropes");

        Assert.Equal("changed_meanwhile", (await _radar.Get<ChangeWatch>().ExecuteAsync(RadarBench.Owner, new WatchWish(["x1"]), seen.ETag, default)).Problem!.Code);
    }

    [Fact]
    public async Task StartDiscovery_WhileOneRuns_AnswersThatOne()
    {
        Assert.Equal("nothing_watched", (await _radar.Get<StartDiscovery>().ExecuteAsync(RadarBench.Owner, default)).Problem!.Code);
        await _radar.WatchAsync("knots");
        Assert.True((await _radar.Get<StartDiscovery>().ExecuteAsync(RadarBench.Owner, default)).Succeeded(out Job? first, out _));
        Assert.True((await _radar.Get<StartDiscovery>().ExecuteAsync(RadarBench.Owner, default)).Succeeded(out Job? again, out _));
        Assert.Equal((first.Id, JobKind.Discover), (again.Id, again.Kind));

        await _radar.Get<JobTracker>().SetStatusAsync(first.OrgId, first.Id, JobStatus.Succeeded, default);
        Assert.True((await _radar.Get<StartDiscovery>().ExecuteAsync(RadarBench.Owner, default)).Succeeded(out Job? soon, out _));
        _radar.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.True((await _radar.Get<StartDiscovery>().ExecuteAsync(RadarBench.Owner, default)).Succeeded(out Job? later, out _));
        Assert.Equal((true, false), (soon.Id == first.Id, later.Id == first.Id));
    }

    [Fact]
    public async Task FindWatches_OnlyThoseWithSomethingToWatch_AreFound()
    {
        await _radar.WatchAsync("knots");
        await _radar.Get<WatchStore>().SetAsync("org_idle", default, ("active", false));

        WatchPage page = await _radar.Get<FindWatches>().ExecuteAsync(new RoundInput(RoundKind.Discovery, _radar.Now), default);

        Assert.Equal([RadarBench.Owner.OrgId], page.OrgIds);
    }

    [Fact]
    public void Sources_OfficialOnly_LeavesTheOthersOut()
    {
        var sources = new TrendSources([new MemorySource(_radar.Clock, official: false), new MemorySource(_radar.Clock)]);

        Assert.Single(sources.For(TrendWatch.Default("org")));
        Assert.Equal(2, sources.For(TrendWatch.Default("org") with { OfficialOnly = false }).Count);
    }

    [Fact]
    public void RoundIds_WithinAnInterval_AreTheSame()
    {
        DateTimeOffset noon = _radar.Now;

        Assert.Equal(RadarStories.RoundId(RoundKind.Discovery, noon), RadarStories.RoundId(RoundKind.Discovery, noon.AddHours(3.9)));
        Assert.NotEqual(RadarStories.RoundId(RoundKind.Discovery, noon), RadarStories.RoundId(RoundKind.Discovery, noon.AddHours(4)));
        Assert.StartsWith(RadarStories.Prefix("org_1"), RadarStories.WatchId(RoundKind.Cleanup, "org_1", noon), StringComparison.Ordinal);
    }

    private async Task<TakenIn> DiscoverAsync()
    {
        var discover = _radar.Get<DiscoverVideos>();
        DiscoveryPlan plan = await discover.PlanAsync(_radar.Input, default);
        TakenIn taken = TakenIn.Nothing;
        foreach (Piece piece in plan.Pieces)
            taken += await discover.ExecuteAsync(_radar.Input, piece, default);
        await discover.EndAsync(new DiscoveryEnd(_radar.Input, taken, plan.Pieces.Count, 0, null, plan.Note), default);
        return taken;
    }

    private async Task TakeInAsync(int count)
    {
        IReadOnlyList<PublicVideo> found = [.. Enumerable.Range(0, count).Select(n => _radar.Source.Add($"v{n}", "c1", "knots", _radar.Now.AddHours(-1), 100))];
        await _radar.Get<TakeInVideos>().ExecuteAsync(RadarBench.Owner.OrgId, "memory", found, (_, _) => Task.FromResult<Baseline?>(null), null, default);
    }

    private async Task<IReadOnlyList<TrendVideo>> VideosAsync() =>
        (await _radar.Store.QueryAsync<TrendVideo>(Containers.TrendVideos, new DocumentQuery(RadarBench.Owner.OrgId, Limit: 1000), default)).Items;
}
