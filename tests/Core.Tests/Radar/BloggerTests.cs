using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Bloggers;
using Shortloop.Core.Radar.Measuring;

namespace Shortloop.Core.Tests.Radar;

public sealed class BloggerTests : IDisposable
{
    private readonly RadarBench _radar = new();

    public void Dispose() => _radar.Dispose();

    [Fact]
    public async Task Add_ByHandle_ShowsWhatIsUsualAndWhatStandsOut()
    {
        Blogger mara = await MaraAsync();

        BloggerStatistics stats = BloggerStats.Of(mara);
        Assert.Equal(("Mara", 5000L, 10), (mara.Name, stats.Now!.Followers, stats.Videos));
        RatedVideo best = stats.Best[0];
        Assert.Equal("hit", best.Video.VideoId);
        Assert.InRange(best.Viral!.Score, 5, 20);
        Assert.Equal((1, 0.055), (stats.Outstanding, Math.Round(stats.Engagement!.Rate, 3)));
        Assert.Equal(["likes", "comments"], stats.Engagement.Terms);
        Assert.InRange(stats.Cadence!.PerWeek, 3, 4);
        Assert.Equal(48, stats.Cadence.MedianGapHours);
        Assert.Empty(stats.Growth);
        Assert.NotEmpty((await _radar.Store.QueryAsync<TrendVideo>(Containers.TrendVideos, new DocumentQuery(RadarBench.Owner.OrgId), default)).Items);
    }

    [Fact]
    public async Task Refresh_DayByDay_CountsGrowthBetweenThem()
    {
        Blogger mara = await MaraAsync();
        for (int half = 1; half <= 16; half++)
        {
            _radar.Clock.Advance(TimeSpan.FromHours(12));
            _radar.Source.Creators[0] = _radar.Source.Creators[0] with { Followers = 5000 + (half * 10) };
            await _radar.Get<RefreshBlogger>().ExecuteAsync(mara.OrgId, mara.Id, default);
        }

        BloggerStatistics stats = BloggerStats.Of((await _radar.Get<EditBloggers>().FindAsync(RadarBench.Owner, mara.Id, default))!);
        Assert.InRange(stats.Counts.Count, 8, 10);
        Assert.Equal(5160, stats.Now!.Followers);
        AudienceGrowth week = stats.Growth.Single(growth => growth.Days > 5);
        Assert.Equal(20.0, week.Followers!.Value / week.Days, 1);
    }

    [Theory]
    [InlineData("https://example.com/@mara", "invalid_request")]
    [InlineData("ftp://youtube.com/@mara", "invalid_request")]
    [InlineData("", "invalid_request")]
    [InlineData("@nobody", "creator_not_found")]
    [InlineData("https://www.youtube.com/@nobody", "creator_not_found")]
    public async Task Add_DeadOrForeignLinks_AreRefusedWithWhatToDo(string link, string code)
    {
        Problem problem = (await _radar.Get<AddBlogger>().ExecuteAsync(RadarBench.Owner, new NewBlogger(link), default)).Problem!;

        Assert.Equal((code, "link"), (problem.Code, Assert.Single(problem.Details!).Key));
    }

    [Theory]
    [InlineData("https://www.tiktok.com/@mara.cooks", "tiktok", "https://www.tiktok.com/@mara.cooks")]
    [InlineData("instagram.com/mara.cooks/", "instagram", "https://www.instagram.com/mara.cooks/")]
    public async Task Add_WhereNoSourceLooks_IsKeptAndSaysWhatStandsInTheWay(string link, string platform, string page)
    {
        Assert.True((await _radar.Get<AddBlogger>().ExecuteAsync(RadarBench.Owner, new NewBlogger(link), default)).Succeeded(out Blogger? blogger, out _));

        Assert.Equal((platform, page, (string?)null), (blogger.Platform, blogger.Link.ToString(), blogger.Source));
        Assert.NotNull(blogger.Obstacle);
    }

    [Fact]
    public async Task Add_TwiceOrBeyondTheTier_IsRefused()
    {
        Principal free = await _radar.InTierAsync("free");
        for (int n = 0; n < 6; n++)
            _radar.Source.Creators.Add(Creator($"UC{n}", $"@c{n}"));
        var add = _radar.Get<AddBlogger>();
        for (int n = 0; n < 4; n++)
            Assert.Null((await add.ExecuteAsync(free, new NewBlogger($"@c{n}"), default)).Problem);
        Assert.Equal("blogger_exists", (await add.ExecuteAsync(free, new NewBlogger("@c0"), default)).Problem!.Code);

        Outcome<Blogger>[] both = await Task.WhenAll(
            Task.Run(() => add.ExecuteAsync(free, new NewBlogger("@c4"), default)), Task.Run(() => add.ExecuteAsync(free, new NewBlogger("@c5"), default)));

        Assert.Equal([null, "blogger_limit"], both.Select(one => one.Problem?.Code).Order());
    }

    [Fact]
    public async Task Add_SourceAwayForTheVideos_KeepsTheCreatorAndSaysWhy()
    {
        Blogger mara = await MaraAsync();
        _radar.Source.Fails = new TransientException("source_unavailable", "YouTube doesn't answer. It is asked again.");

        Blogger? after = await _radar.Get<RefreshBlogger>().TryAsync(mara.OrgId, mara.Id, default);

        Assert.Equal(("YouTube doesn't answer. It is asked again.", 10), (after!.Obstacle, after.Uploads.Count));
    }

    [Fact]
    public async Task Change_NameAndLink_MovesToWhomTheLinkLeads()
    {
        Blogger mara = await MaraAsync();
        _radar.Source.Creators.Add(Creator("UCother", "@other"));
        var edit = _radar.Get<EditBloggers>();

        Assert.True((await edit.ChangeAsync(RadarBench.Owner, mara.Id, new BloggerChange("Rival", "watch her"), mara.ETag, default)).Succeeded(out Blogger? named, out _));
        Assert.Equal(("Rival", "watch her"), (named.Name, named.Note));
        Assert.Equal("changed_meanwhile", (await edit.ChangeAsync(RadarBench.Owner, mara.Id, new BloggerChange("x1"), mara.ETag, default)).Problem!.Code);
        Assert.True((await edit.ChangeAsync(RadarBench.Owner, mara.Id, new BloggerChange(Link: "@other"), null, default)).Succeeded(out Blogger? moved, out _));
        Assert.Equal(("UCother", "watch her"), (moved.CreatorId, moved.Note));
        Assert.Equal([moved.Id], (await edit.ListAsync(RadarBench.Owner, null, 10, default)).Items.Select(one => one.Id));
        Assert.Null((await edit.RemoveAsync(RadarBench.Owner, moved.Id, null, default)).Problem);
        Assert.Equal("not_found", (await edit.RemoveAsync(RadarBench.Owner, moved.Id, null, default)).Problem!.Code);
    }

    private async Task<Blogger> MaraAsync()
    {
        _radar.Source.Creators.Add(Creator("UCmara", "@mara"));
        for (int n = 0; n < 9; n++)
            _radar.Source.Add($"v{n}", "UCmara", "Cooking", _radar.Now.AddHours(-50 - (n * 48)), 1000);
        _radar.Source.Add("hit", "UCmara", "Cooking", _radar.Now.AddHours(-26), 5000);
        Assert.True((await _radar.Get<AddBlogger>().ExecuteAsync(RadarBench.Owner, new NewBlogger("@mara"), default)).Succeeded(out Blogger? mara, out _));
        return mara;
    }

    private static PublicCreator Creator(string id, string handle) =>
        new("youtube", id, handle[1..2].ToUpperInvariant() + handle[2..], handle, new Uri($"https://www.youtube.com/{handle}"), null, 5000, 100_000, 10);
}
