using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Trends;

namespace Shortloop.Core.Tests.Radar;

/// <summary>A steady background of 40 creators over two weeks, and what happens on top of it.</summary>
public sealed class TrendTests : IDisposable
{
    private readonly RadarBench _radar = new();
    private readonly List<TrendVideo> _videos = [];

    public TrendTests()
    {
        for (int day = 0; day < 13; day++)
            for (int creator = 0; creator < 40; creator++)
                Add($"steady{creator}", day + 0.5, $"Thoughts {creator}", "food");
    }

    public void Dispose() => _radar.Dispose();

    [Fact]
    public async Task Analyse_NothingNew_FindsNothing() => Assert.Empty(await AnalyseAsync());

    [Fact]
    public async Task Analyse_NewHashtagOfSeveralCreators_IsATrendWithItsParts()
    {
        Spread("quietdesk", 7);

        Trend trend = Assert.Single(await AnalyseAsync());

        Assert.Equal((TrendType.Hashtag, "quietdesk", "#quietdesk", TrendStatus.Trending, 7), (trend.Type, trend.Key, trend.Label, trend.Status, trend.Videos));
        Assert.Equal((7, 7), (trend.Parts.Creators, trend.Parts.Uses));
        Assert.True(trend.Parts is { Lift: > 10, Surprise: > 3, Expected: < 1 });
        Assert.Equal((14, 7), (trend.Series.Count, trend.Series[^1].Videos));
        TrendVideo video = (await _radar.Store.ReadAsync<TrendVideo>(Containers.TrendVideos, trend.Partition, trend.TopVideos[0], default))!;
        Assert.Equal((TrendStatus.Trending, trend.Id), (video.Status, Assert.Single(video.Trends)));
    }

    [Fact]
    public async Task Analyse_OneBigVideo_IsNoTrend()
    {
        Add("star", 0.1, "The one", "hollowmirror", 10_000_000);

        Assert.Empty(await AnalyseAsync());
    }

    [Fact]
    public async Task Analyse_ManyVideosOfOneCreator_IsNoTrend()
    {
        for (int n = 0; n < 30; n++)
            Add("busy", 0.02 * n, "Mine", "busyandco");

        Assert.Empty(await AnalyseAsync());
    }

    [Fact]
    public async Task Analyse_LargeHashtagOnABusyDay_IsNoTrend()
    {
        // A quarter more of everything: what is large and steady keeps its share.
        for (int creator = 0; creator < 10; creator++)
            Add($"more{creator}", 0.2, $"Thoughts {creator}", "food");

        Assert.Empty(await AnalyseAsync());
    }

    [Fact]
    public async Task Analyse_ManyDoItAndNobodyWatches_IsNoTrend()
    {
        Spread("mossytheory", 7, viral: 0.1);

        Assert.Empty(await AnalyseAsync());
    }

    [Theory]
    [InlineData("en", "My quiet desks", "A quiet desk", "desk")]
    [InlineData("de", "Die stille Brücke", "Eine stille Brücke", "brücke")]
    [InlineData("ru", "Тихая гавань сегодня", "Про тихую гавань", "гавань")]
    [InlineData("es", "Los gatos dorados", "El gato dorado", "gato")]
    public async Task Analyse_PhraseOfTitles_IsATopicWhateverItsEndings(string language, string one, string other, string word)
    {
        for (int n = 0; n < 8; n++)
            Add($"new{n}", 0.3, n % 2 == 0 ? one : other, $"own{n}", language: language);

        Trend trend = (await AnalyseAsync())[0];

        Assert.Equal(TrendType.Topic, trend.Type);
        Assert.Contains(word[..4], trend.Label, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POV: you are the knot", "pov")]
    [InlineData("Zimmer: vorher und nachher", "before_after")]
    [InlineData("Un día en mi vida: pan", "day_in_life")]
    [InlineData("Хлеб: 5 вещей, о которых молчат", "listicle")]
    [InlineData("How to: bread", "tutorial")]
    public async Task Analyse_WayOfTelling_IsAFormat(string title, string format)
    {
        for (int n = 0; n < 12; n++)
            Add($"new{n}", 0.3, title, $"own{n}");

        Assert.Contains(await AnalyseAsync(), trend => trend.Type == TrendType.Format ? trend.Key == format : trend.Parts.Creators == 12);
    }

    [Fact]
    public async Task Analyse_SoundThatIsNamed_IsATrendUnderItsName()
    {
        for (int n = 0; n < 7; n++)
            Add($"new{n}", 0.3, $"Thought {n}", $"own{n}", sound: "Late Bus");

        Assert.Equal((TrendType.Sound, "Late Bus"), Assert.Single((await AnalyseAsync()).Select(trend => (trend.Type, trend.Label))));
    }

    [Fact]
    public async Task Analyse_TwoNamesForTheSameVideos_AreOneTrend()
    {
        for (int n = 0; n < 9; n++)
            Add($"new{n}", 0.3, "Quiet desk walk", "quietdeskwalk");

        Assert.Equal("#quietdeskwalk", Assert.Single(await AnalyseAsync()).Label);
    }

    [Fact]
    public async Task Analyse_Twice_FindsItOnceAndItFades()
    {
        Spread("quietdesk", 7);
        Trend first = Assert.Single(await AnalyseAsync());
        AnalysisResult again = await _radar.Get<AnalyseTrends>().ExecuteAsync(_radar.Input, default);
        Assert.Equal([first.Id], again.NewTrends);

        _radar.Clock.Advance(TimeSpan.FromHours(6));
        Assert.Empty((await _radar.Get<AnalyseTrends>().ExecuteAsync(_radar.Input, default)).NewTrends);
        _radar.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Empty((await _radar.Get<AnalyseTrends>().ExecuteAsync(_radar.Input, default)).NewTrends);

        Trend faded = (await _radar.Store.ReadAsync<Trend>(Containers.Trends, first.Partition, first.Id, default))!;
        Assert.Equal((TrendStatus.Monitoring, first.DetectedAt), (faded.Status, faded.DetectedAt));
    }

    [Fact]
    public async Task Announce_Twice_TellsTheStreamAndThePersonOnce()
    {
        await _radar.WatchAsync("knots");
        Spread("quietdesk", 7);
        Trend trend = Assert.Single(await AnalyseAsync());

        for (int time = 0; time < 2; time++)
            await _radar.Get<AnnounceTrends>().ExecuteAsync(trend.OrgId, [trend.Id], default);

        Notice notice = Assert.Single((await _radar.Store.QueryAsync<Notice>(Containers.Notices, new DocumentQuery(RadarBench.Owner.UserId), default)).Items);
        Assert.Equal((NoticeKind.TrendFound, trend.Id), (notice.Kind, notice.EntityId));
        Assert.Contains(
            (await _radar.Store.QueryAsync<StreamEvent>(Containers.Events, new DocumentQuery(trend.OrgId, [new Condition("kind", Comparison.Equal, "trend")]), default)).Items,
            one => one.EntityId == trend.Id);
    }

    private void Spread(string hashtag, int creators, double viral = 4)
    {
        for (int n = 0; n < creators; n++)
            Add($"new{n}", 0.1 + (0.02 * n), $"Thought {n}", hashtag, viral: viral);
    }

    private void Add(string creator, double daysAgo, string title, string hashtag, long views = 1000, double viral = 1, string? sound = null, string language = "en")
    {
        string id = $"v{_videos.Count}";
        _videos.Add(new TrendVideo
        {
            Id = TrendVideo.IdOf("youtube", id),
            Partition = RadarBench.Owner.OrgId,
            OrgId = RadarBench.Owner.OrgId,
            CreatedBy = "shortloop",
            CreatedAt = _radar.Now,
            Platform = "youtube",
            VideoId = id,
            CreatorId = creator,
            CreatorName = creator,
            Title = title,
            Link = new Uri($"https://www.youtube.com/watch?v={id}"),
            PublishedAt = _radar.Now.AddDays(-daysAgo),
            Hashtags = [hashtag],
            Sound = sound,
            Language = language,
            Source = "memory",
            Status = TrendStatus.Monitoring,
            Velocity = views,
            Viral = new ViralScore(viral, views, 24, 1000, 10),
        });
    }

    private async Task<IReadOnlyList<Trend>> AnalyseAsync()
    {
        await _radar.Get<TrendVideoStore>().AddAsync(RadarBench.Owner.OrgId, _videos, default);
        var found = new List<Trend>();
        foreach (string id in (await _radar.Get<AnalyseTrends>().ExecuteAsync(_radar.Input, default)).NewTrends)
            found.Add((await _radar.Store.ReadAsync<Trend>(Containers.Trends, RadarBench.Owner.OrgId, id, default))!);
        return found;
    }
}
