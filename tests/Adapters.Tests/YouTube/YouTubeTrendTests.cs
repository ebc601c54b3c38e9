using Shortloop.Adapters.YouTube;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Sandbox;
using Shortloop.Sandbox.Control;

namespace Shortloop.Adapters.Tests.YouTube;

public sealed class YouTubeTrendTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static TrendQuery Query(YouTubeBench bench, int max, params string[] keywords) => new(keywords, "US", "en", bench.Now.AddDays(-7), max);

    [Fact]
    public async Task Search_TwoKeywords_FindsTheNewestOfBothInOneSearch()
    {
        await using var bench = await YouTubeBench.StartAsync();

        var found = await bench.Trends.SearchAsync(Query(bench, 40, "sourdough bread", "yoga"), Cancel);

        Assert.Equal(40, found.Count);
        Assert.Equal(found.OrderByDescending(v => v.PublishedAt).Select(v => v.Id), found.Select(v => v.Id));
        Assert.All(found, v => Assert.True(
            v.Title.Contains("sourdough bread", StringComparison.OrdinalIgnoreCase) || v.Title.Contains("yoga", StringComparison.OrdinalIgnoreCase), v.Title));
        Assert.Contains(found, v => v.Title.Contains("yoga", StringComparison.OrdinalIgnoreCase));
        Assert.All(found, v => Assert.True(v.PublishedAt > bench.Now.AddDays(-7) && v.PublishedAt <= bench.Now && v.Language is "en" or null));
        Assert.Equal((1, 1), await bench.UsedAsync());
    }

    [Fact]
    public async Task Search_Video_HasWhatTheWorldKnowsOfIt()
    {
        await using var bench = await YouTubeBench.StartAsync();

        foreach (var video in await bench.Trends.SearchAsync(Query(bench, 30, "coffee"), Cancel))
        {
            var known = bench.World.FindVideo(video.Id)!;
            var metrics = bench.World.MetricsAt(known, bench.Now);
            Assert.Equal((known.Title, known.Description, known.Creator.Id, known.Creator.Name), (video.Title, video.Description, video.CreatorId, video.CreatorName));
            Assert.Equal((known.PublishedAt, (double?)known.DurationSeconds), (video.PublishedAt, video.DurationSeconds));
            Assert.Equal(known.HashtagList.Order(), video.Hashtags.Order());
            Assert.Equal(new PublicMetrics(metrics.Views, metrics.Likes, metrics.Comments, null, bench.Now), video.Metrics);
            Assert.Equal(("youtube", new Uri(bench.Sandbox.App.YouTubeWww, "watch?v=" + video.Id)), (video.Platform, video.Link));
            Assert.Null(video.Sound);
        }
    }

    [Fact]
    public async Task Search_MoreThanAPage_IsPagedWithoutRepeats()
    {
        await using var bench = await YouTubeBench.StartAsync();

        var found = await bench.Trends.SearchAsync(Query(bench, 120, "shorts"), Cancel);

        Assert.Equal(120, found.DistinctBy(v => v.Id).Count());
        Assert.Equal((3, 3), await bench.UsedAsync());
    }

    [Fact]
    public async Task Search_OwnBudgetUsedUp_IsAQuotaErrorUntilMidnightInLosAngelesWithoutAsking()
    {
        await using var bench = await YouTubeBench.StartAsync(options: new YouTubeOptions { ApiKey = "sandbox-api-key", SearchesPerDay = 2 });
        await bench.Trends.SearchAsync(Query(bench, 5, "food"), Cancel);
        await bench.Trends.SearchAsync(Query(bench, 5, "food"), Cancel);

        var refused = await Assert.ThrowsAsync<TransientException>(() => bench.Trends.SearchAsync(Query(bench, 5, "food"), Cancel));

        // 12:00 UTC is 04:00 there.
        Assert.Equal(("source_quota", TimeSpan.FromHours(20)), (refused.Code, refused.RetryAfter));
        Assert.Equal(2, (await bench.UsedAsync()).Searches);
        bench.Sandbox.App.Clock.Advance(TimeSpan.FromHours(20));
        Assert.NotEmpty(await bench.Trends.SearchAsync(Query(bench, 5, "food"), Cancel));
    }

    [Fact]
    public async Task Measure_YouTubesQuotaUsedUp_IsRememberedForTheDay()
    {
        await using var bench = await YouTubeBench.StartAsync(new SandboxSettings { YouTubeUnitsPerDay = 1 });
        var id = bench.World.VideosPublished(bench.Now.AddDays(-1), bench.Now).First().Id;
        Assert.Single(await bench.Trends.MeasureAsync([id], Cancel));

        for (var i = 0; i < 3; i++)
        {
            var refused = await Assert.ThrowsAsync<TransientException>(() => bench.Trends.MeasureAsync([id], Cancel));
            Assert.Equal(("source_quota", TimeSpan.FromHours(20)), (refused.Code, refused.RetryAfter));
        }

        Assert.Equal(2, bench.Sandbox.App.Requests.Count("/youtube/v3/videos"));
        // Searches have a bucket of their own; the videos behind them don't.
        Assert.Equal("source_quota", (await Assert.ThrowsAsync<TransientException>(() => bench.Trends.SearchAsync(Query(bench, 5, "food"), Cancel))).Code);
        Assert.Equal(1, (await bench.UsedAsync()).Searches);
    }

    [Fact]
    public async Task Measure_ManyIds_TakesFiftyACallAndLeavesOutWhatIsGone()
    {
        await using var bench = await YouTubeBench.StartAsync(new SandboxSettings { Captions = "own" });
        var videos = bench.World.VideosPublished(bench.Now.AddDays(-2), bench.Now).Take(120).ToList();
        var later = bench.World.VideosPublished(bench.Now.AddHours(1), bench.Now.AddDays(1)).First();

        var found = await bench.Trends.MeasureAsync([.. videos.Select(v => v.Id), "sbxPrivate1", "sbxDeleted1", "nowhere1234", later.Id], Cancel);

        Assert.Equal(videos.Select(v => v.Id).Order(), found.Keys.Order());
        Assert.Equal(3, bench.Sandbox.App.Requests.Count("/youtube/v3/videos"));
        Assert.All(videos, v => Assert.Equal(bench.World.MetricsAt(v, bench.Now).Views, found[v.Id].Views));
    }

    [Fact]
    public async Task Measure_HiddenCounts_AreNullNotZero()
    {
        await using var bench = await YouTubeBench.StartAsync();
        var videos = bench.World.VideosPublished(bench.Now.AddDays(-4), bench.Now.AddDays(-1)).ToList();
        var silent = videos.First(v => bench.World.MetricsAt(v, bench.Now).Likes is null);
        var closed = videos.First(v => bench.World.MetricsAt(v, bench.Now).Comments is null);

        var found = await bench.Trends.MeasureAsync([silent.Id, closed.Id], Cancel);

        Assert.Null(found[silent.Id].Likes);
        Assert.Null(found[closed.Id].Comments);
        Assert.All(found.Values, m => Assert.Null(m.Shares));
        Assert.NotNull(found[silent.Id].Views);
    }

    [Fact]
    public async Task Measure_AsTheClockRuns_Grows()
    {
        await using var bench = await YouTubeBench.StartAsync();
        string[] ids = [.. bench.World.VideosPublished(bench.Now.AddHours(-6), bench.Now).Take(20).Select(v => v.Id)];
        var before = await bench.Trends.MeasureAsync(ids, Cancel);
        bench.Sandbox.App.Clock.Advance(TimeSpan.FromHours(12));
        var after = await bench.Trends.MeasureAsync(ids, Cancel);

        Assert.All(ids, id => Assert.True(after[id].Views > before[id].Views && after[id].At - before[id].At == TimeSpan.FromHours(12)));
    }

    [Fact]
    public async Task Chart_OfARegion_IsOrderedAndInItsLanguage_AndOneThatIsNotThereIsEmpty()
    {
        await using var bench = await YouTubeBench.StartAsync();

        var chart = await bench.Trends.ChartAsync("ES", null, 60, Cancel);
        var one = await bench.Trends.ChartAsync("US", "24", 10, Cancel);

        Assert.Equal(60, chart.Count);
        Assert.Equal(chart.OrderByDescending(v => v.Metrics.Views).Select(v => v.Id), chart.Select(v => v.Id));
        Assert.All(chart, v => Assert.True(v.Language is "es" or null));
        Assert.All(one, v => Assert.Equal("entertainment", bench.World.FindVideo(v.Id)!.Category));
        Assert.Empty(await bench.Trends.ChartAsync("US", "27", 10, Cancel));
        Assert.Empty(await bench.Trends.ChartAsync("US", "9999", 10, Cancel));
    }

    [Fact]
    public async Task FindCreator_ByIdHandleAndLinks_IsTheSame_AndNobodyIsNull()
    {
        await using var bench = await YouTubeBench.StartAsync();
        var creator = bench.World.Creators[3];
        var expected = await bench.Trends.FindCreatorAsync(creator.Id, Cancel);

        Assert.Equal((creator.Id, creator.Name, creator.Handle), (expected!.Id, expected.Name, expected.Handle));
        Assert.InRange(expected.Followers!.Value, creator.FollowersAt(bench.Now) * 0.98, creator.FollowersAt(bench.Now));
        foreach (var link in (string[])[
            creator.Handle, $"https://www.youtube.com/{creator.Handle}", $"youtube.com/channel/{creator.Id}/videos", $"https://m.youtube.com/{creator.Handle}/shorts?x=1"])
            Assert.Equal(expected, await bench.Trends.FindCreatorAsync(link, Cancel));
        foreach (var link in (string[])[
            "https://www.youtube.com/@nobody.there", "UC" + new string('x', 22), "https://example.com/@food.6", "https://youtu.be/abcdefghijk", "", "a b c"])
            Assert.Null(await bench.Trends.FindCreatorAsync(link, Cancel));
        Assert.Null((await bench.Trends.FindCreatorAsync(bench.World.Creators[7].Id, Cancel))!.Followers);
    }

    [Fact]
    public async Task Uploads_OfAChannel_AreItsNewest()
    {
        await using var bench = await YouTubeBench.StartAsync();
        var creator = bench.Busy();

        var uploads = await bench.Trends.UploadsAsync(creator.Id, 70, Cancel);

        Assert.Equal(bench.World.Uploads(creator, bench.Now).Take(70).Select(v => v.Id), uploads.Select(v => v.Id));
        Assert.Empty(await bench.Trends.UploadsAsync("UC" + new string('x', 22), 5, Cancel));
    }

    [Theory]
    [InlineData(429, "source_throttled")]
    [InlineData(500, "source_unavailable")]
    [InlineData(503, "source_unavailable")]
    public async Task Calls_OfAStumblingService_AreTransientAndKeepRetryAfter(int status, string code)
    {
        await using var bench = await YouTubeBench.StartAsync();
        bench.Fault(FaultKinds.Status, status, retryAfter: 7);

        var failed = await Assert.ThrowsAsync<TransientException>(() => bench.Trends.ChartAsync("US", null, 5, Cancel));

        Assert.Equal((code, TimeSpan.FromSeconds(7)), (failed.Code, failed.RetryAfter));
        Assert.NotEmpty(await bench.Trends.ChartAsync("US", null, 5, Cancel));
    }

    [Theory]
    [InlineData(FaultKinds.DropAfterCommit)]
    [InlineData(FaultKinds.BrokenJson)]
    [InlineData(FaultKinds.Slow)]
    public async Task Calls_CutOffBrokenOrLate_AreUnavailable(string kind)
    {
        await using var bench = await YouTubeBench.StartAsync(options: new YouTubeOptions
        {
            ApiKey = "sandbox-api-key",
            CallTimeout = kind == FaultKinds.Slow ? TimeSpan.FromMilliseconds(150) : TimeSpan.FromSeconds(30),
        });
        bench.Fault(kind, delay: 5);

        var failed = await Assert.ThrowsAsync<TransientException>(() => new YouTubeTrendSource(
            YouTubeTrendSource.CreateHttpClient(), bench.Options, bench.Budget, TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<YouTubeTrendSource>.Instance).ChartAsync("US", null, 5, Cancel));

        Assert.Equal("source_unavailable", failed.Code);
    }

    [Theory]
    [InlineData("another-key")]
    [InlineData(null)]
    public async Task Calls_WithoutAGoodKey_AreMisconfiguredAndTheKeyIsNotTold(string? key)
    {
        await using var bench = await YouTubeBench.StartAsync(options: new YouTubeOptions { ApiKey = key });

        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Trends.ChartAsync("US", null, 5, Cancel));

        Assert.Equal("source_misconfigured", refused.Code);
        Assert.DoesNotContain("another-key", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_OfAChannel_ShowsItsNewestFifteenAndItsName()
    {
        await using var bench = await YouTubeBench.StartAsync();
        var creator = bench.Busy("ru");

        var uploads = await bench.Feed.UploadsAsync(creator.Id, 50, Cancel);

        Assert.Equal(bench.World.Uploads(creator, bench.Now).Take(15).Select(v => (v.Id, v.Title)), uploads.Select(v => (v.Id, v.Title)));
        Assert.Equal(bench.World.MetricsAt(bench.World.FindVideo(uploads[4].Id)!, bench.Now).Views, uploads[4].Metrics.Views);
        Assert.Equal(creator.Name, (await bench.Feed.FindCreatorAsync(creator.Id, Cancel))!.Name);
        Assert.Empty(await bench.Feed.UploadsAsync("UC" + new string('x', 22), 5, Cancel));
        Assert.Equal((0, 0), await bench.UsedAsync());
    }

    [Fact]
    public async Task Describe_OfALink_TellsTitleAndAuthor_AndNothingOfAPrivateOne()
    {
        await using var bench = await YouTubeBench.StartAsync();
        var video = bench.World.VideosPublished(bench.Now.AddDays(-1), bench.Now).First();

        Assert.Equal((video.Title, video.Creator.Name), await Told($"https://youtu.be/{video.Id}?si=x"));
        Assert.Null(await Told("https://youtu.be/sbxPrivate1"));
        Assert.Null(await Told("https://www.youtube.com/shorts/sbxDeleted1"));
        Assert.Null(await Told("https://example.com/watch?v=abcdefghijk"));

        async Task<(string, string)?> Told(string link) => await bench.Feed.DescribeAsync(link, Cancel) is var (title, author, _) ? (title, author) : null;
    }
}
