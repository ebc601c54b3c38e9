using Shortloop.Core.Coach.Trending;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Coach;

public sealed class TrendingTests : IDisposable
{
    private readonly CoachBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Refresh_Again_EmbedsOnlyWhatIsNew()
    {
        await _bench.WarmAsync();
        int first = _bench.Embedder.Texts;
        _bench.Clock.Advance(TimeSpan.FromHours(12));
        await _bench.WarmAsync();

        Assert.True(first > 100);
        Assert.Equal(first, _bench.Embedder.Texts);
        Assert.Equal(2, _bench.World.Searches);
    }

    [Fact]
    public async Task Refresh_WithinHalfADay_DoesNotSearch()
    {
        await _bench.WarmAsync();
        _bench.Clock.Advance(TimeSpan.FromHours(6));
        await _bench.WarmAsync();

        Assert.Equal(1, _bench.World.Searches);
        Assert.All((await FeedAsync())!.Videos, video => Assert.Equal(_bench.Clock.GetUtcNow(), video.MeasuredAt));
    }

    [Fact]
    public async Task Refresh_OfWhatIsGone_DropsIt()
    {
        await _bench.WarmAsync();
        string gone = (await FeedAsync())!.Videos[0].Id;
        _bench.World.Gone.Add(gone);
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        await _bench.WarmAsync();

        Assert.DoesNotContain((await FeedAsync())!.Videos, video => video.Id == gone);
    }

    [Fact]
    public async Task Feed_ThatNothingRefreshes_IsGoneAfterADay()
    {
        await _bench.WarmAsync();
        Assert.NotNull(await _bench.Feeds.FindAsync(CoachBench.Growth, default));
        _bench.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Null(await _bench.Feeds.FindAsync(CoachBench.Growth, default));
    }

    [Fact]
    public async Task Refresh_WhileTheSourceFails_KeepsWhatIsThereAndSaysSo()
    {
        await _bench.WarmAsync();
        int before = (await FeedAsync())!.Videos.Count;
        _bench.World.Broken = new TransientException("source_quota", "Tomorrow.", TimeSpan.FromHours(8));
        _bench.Clock.Advance(TimeSpan.FromHours(6));

        var error = await Assert.ThrowsAsync<TransientException>(() => _bench.Refresh.ExecuteAsync(CoachBench.Growth, default));

        Assert.Equal(("source_quota", before), (error.Code, (await FeedAsync())!.Videos.Count));
    }

    /// <summary>Such as a platform's feeds, which can be asked without a key and tell no numbers.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refresh_BesideASourceThatKnowsNothing_LosesNothing(bool broken)
    {
        await _bench.WarmAsync();
        int before = (await FeedAsync())!.Videos.Count;
        _bench.MoreSources = [new TasteWorld(2, _bench.Clock, videosADay: 0) { Mute = true }];
        _bench.World.Broken = broken ? new TransientException("source_quota", "Tomorrow.") : null;
        _bench.Clock.Advance(TimeSpan.FromHours(6));

        if (broken)
            await Assert.ThrowsAsync<TransientException>(() => _bench.Refresh.ExecuteAsync(CoachBench.Growth, default));
        else
            await _bench.Refresh.ExecuteAsync(CoachBench.Growth, default);

        Assert.Equal(before, (await FeedAsync())!.Videos.Count);
    }

    [Fact]
    public async Task Refresh_WithAnotherModel_EmbedsAllAnew()
    {
        await _bench.WarmAsync();
        _bench.Embedder.Model = "others";
        _bench.Clock.Advance(TimeSpan.FromHours(12));
        await _bench.WarmAsync();

        TrendingFeed feed = (await FeedAsync())!;
        Assert.Equal("others", feed.Model);
        Assert.True(_bench.Embedder.Texts >= 2 * feed.Videos.Count);
    }

    [Fact]
    public async Task Due_IsWhatSomebodyWantsAndIsOld()
    {
        Assert.Empty(await _bench.Due.ListAsync(default));
        await _bench.Feeds.AskAsync(CoachBench.Growth, default);
        Assert.Equal([CoachBench.Growth], await _bench.Due.ListAsync(default));
        await _bench.WarmAsync();
        Assert.Empty(await _bench.Due.ListAsync(default));
        _bench.Clock.Advance(TimeSpan.FromHours(6));
        Assert.Equal([CoachBench.Growth], await _bench.Due.ListAsync(default));
        _bench.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Empty(await _bench.Due.ListAsync(default));
    }

    private Task<TrendingFeed?> FeedAsync() =>
        _bench.Store.ReadAsync<TrendingFeed>(Containers.CoachTrends, TrendingFeed.PartitionOf(CoachBench.Growth), TrendingFeed.TheId, default);
}
