using Shortloop.Sandbox.World;

namespace Shortloop.Adapters.Tests.World;

public sealed class CreatorWorldTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Start.AddDays(14);

    [Fact]
    public void Videos_OfEqualSeeds_AreEqual()
    {
        var one = new CreatorWorld(7).VideosPublished(Start, Start.AddDays(2)).ToList();
        var two = new CreatorWorld(7).VideosPublished(Start, Start.AddDays(2)).ToList();
        Assert.Equal(one.Select(Told), two.Select(Told));
        Assert.NotEqual(one.Select(Told), new CreatorWorld(8).VideosPublished(Start, Start.AddDays(2)).Select(Told));
        Assert.InRange(one.Count, 900, 1500);
        Assert.Equal(one.Count, one.DistinctBy(v => v.Id).Count());

        static string Told(WorldVideo v) => $"{v.Id} {v.PublishedAt:O} {v.Title} {v.Description} {v.FinalViews:R}";
    }

    [Fact]
    public void VideosPublished_InTwoParts_AreThoseOfTheWhole()
    {
        var world = new CreatorWorld(3);
        var cut = Start.AddHours(13.5);
        var parts = world.VideosPublished(Start, cut).Concat(world.VideosPublished(cut, Start.AddDays(1)));
        Assert.Equal(world.VideosPublished(Start, Start.AddDays(1)).Select(v => v.Id), parts.Select(v => v.Id));
    }

    [Fact]
    public void FindVideo_ByAnyId_FindsThatVideoAndNoOther()
    {
        var world = new CreatorWorld(5);
        foreach (var video in world.VideosPublished(Start, Start.AddDays(1)))
        {
            var found = world.FindVideo(video.Id);
            Assert.Equal((video.Creator.Id, video.PublishedAt, video.Title, video.FinalViews), (found!.Creator.Id, found.PublishedAt, found.Title, found.FinalViews));
        }

        Assert.Null(world.FindVideo("dQw4w9WgXcQ"));
        Assert.Null(world.FindVideo("no id"));
        Assert.Null(new CreatorWorld(6).FindVideo(world.VideosPublished(Start, End).First().Id));
    }

    [Fact]
    public void MetricsAt_OverTime_NeverFallAndEndNearTheFinalNumber()
    {
        var world = new CreatorWorld(11);
        foreach (var video in world.VideosPublished(Start, Start.AddHours(20)))
        {
            Assert.Equal(0, world.MetricsAt(video, video.PublishedAt).Views);
            var before = default(WorldMetrics);
            for (var hours = 0.0; hours < 30 * 24; hours += 1.7)
            {
                var now = world.MetricsAt(video, video.PublishedAt.AddHours(hours));
                Assert.True(now.Views >= before.Views && now.Shares >= before.Shares, $"{video.Id} fell at {hours} h");
                Assert.True((now.Likes ?? 0) >= (before.Likes ?? 0) && (now.Comments ?? 0) >= (before.Comments ?? 0));
                before = now;
            }

            Assert.InRange(before.Views, video.FinalViews * 0.97, video.FinalViews + 1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20)]
    public void TrendsVisible_InTwoWeeks_AreSomeOfEachKindWithTheirVideos(ulong seed)
    {
        var world = new CreatorWorld(seed);
        var trends = world.TrendsVisible(Start, End);
        foreach (var trend in trends)
            output.WriteLine($"{trend.Kind} {trend.Key} {trend.Planted.Category} {trend.Planted.Language} starts {trend.StartsAt:dd HH} visible {trend.VisibleAt:dd HH} ends {trend.EndsAt:dd HH}: {trend.Videos.Count}");
        Assert.Equal(["format", "hashtag", "topic"], trends.Select(t => t.Kind).Distinct().Order());
        Assert.InRange(trends.Count, 14, 32);
        foreach (var trend in trends)
        {
            Assert.True(trend.VisibleAt > trend.StartsAt && trend.VisibleAt < trend.EndsAt.AddHours(4));
            Assert.True(trend.Videos.Count(v => v.PublishedAt <= trend.VisibleAt) >= 5);
            Assert.All(trend.Videos, video => Assert.True(Carries(video, trend), $"{video.Id} does not show {trend.Kind} {trend.Key}: {video.Title}"));
            Assert.True(trend.Matches(trend.Key.ToUpperInvariant()));
        }

        var carried = world.VideosPublished(Start.AddDays(-9), End).Where(v => v.Trends.Count > 0).Select(v => v.Id).ToHashSet();
        Assert.Superset(trends.SelectMany(t => t.Videos).Where(v => v.PublishedAt < End).Select(v => v.Id).ToHashSet(), carried);
    }

    [Fact]
    public void VideosOfTrends_AgainstTheirCreatorsMedian_StandOut()
    {
        var world = new CreatorWorld(4);
        var videos = world.VideosPublished(Start, End).ToList();
        Assert.InRange(Ratio(videos.Where(v => v.Trends.Count == 0)), 0.9, 1.15);
        Assert.InRange(Ratio(videos.Where(v => v.Trends.Any(t => t.Kind != "format"))), 3, 7);

        static double Ratio(IEnumerable<WorldVideo> some)
        {
            var sorted = some.Select(v => v.FinalViews / v.Creator.MedianViews).Order().ToList();
            return sorted[sorted.Count / 2];
        }
    }

    [Fact]
    public void FalseFriends_InTwoWeeks_AreNoTrends()
    {
        var world = new CreatorWorld(9);
        var friends = world.FalseFriends(Start, End);
        Assert.Equal(["evergreen", "one_hit", "own_tag"], friends.Select(f => f.Kind).Distinct().Order());
        var trends = world.TrendsAlive(Start, End);
        Assert.All(friends, f => Assert.DoesNotContain(trends, t => t.Matches(f.Hashtag)));
        Assert.All(friends.Where(f => f.Kind == "one_hit"), f => Assert.Contains(f.Hashtag, world.FindVideo(f.VideoIds[0])!.HashtagList));
        Assert.Contains(friends, f => f.Kind == "own_tag" && f.VideoIds.Count > 5);
        var days = world.VideosPublished(Start, End).Where(v => v.HashtagList.Contains("food")).CountBy(v => v.PublishedAt.Day).Select(d => d.Value).ToList();
        Assert.Equal(14, days.Count);
        Assert.True(days.Min() * 3 > days.Max(), "The evergreen hashtag is steady.");
    }

    [Fact]
    public void Person_WithTastes_LikesWhatTheyLike()
    {
        var world = new CreatorWorld(2);
        var videos = world.VideosPublished(Start, Start.AddDays(7)).ToList();
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var person = world.Person(seed);
            Assert.Equal(videos.Select(person.Likes), videos.Select(world.Person(seed).Likes));
            var liked = Share(videos.Where(v => person.Topics.Contains(v.Topic)));
            var disliked = Share(videos.Where(v => person.DislikedTopics.Contains(v.Topic)));
            Assert.True(liked > 0.5 && disliked < 0.15, $"seed {seed}: {liked:F2}, {disliked:F2}");

            double Share(IEnumerable<WorldVideo> some) => some.Average(v => person.Likes(v) ? 1.0 : 0);
        }
    }

    [Fact]
    public void Creators_ById_AndHandle_AreFound()
    {
        var world = new CreatorWorld(1);
        Assert.Equal(800, world.Creators.DistinctBy(c => c.Id).Count());
        Assert.All(world.Creators, c => Assert.Equal((c, c), (world.FindCreator(c.Id), world.FindCreator(c.Handle.ToUpperInvariant()))));
        Assert.All(world.Creators, c => Assert.Equal(24, c.Id.Length));
        Assert.All(WorldCategories.All, category => Assert.All(WorldLanguages.All, language =>
            Assert.Contains(world.Creators, c => c.Category == category && c.Language == language)));
        var creator = world.Creators.MaxBy(c => c.VideosPerDay)!;
        var uploads = world.Uploads(creator, End).Take(40).ToList();
        Assert.Equal(uploads.OrderByDescending(v => v.PublishedAt).Select(v => v.Id), uploads.Select(v => v.Id));
        Assert.All(uploads, v => Assert.True(v.Creator == creator && v.PublishedAt <= End));
    }

    [Fact]
    public void AHundredThousandVideos_AreMadeAndMeasured()
    {
        var world = new CreatorWorld(1, creators: 20_000);
        var videos = world.VideosPublished(Start, Start.AddDays(7)).ToList();
        Assert.InRange(videos.Count, 90_000, 115_000);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.True(videos.Sum(v => world.MetricsAt(v, End).Views) > 1_000_000_000);
        output.WriteLine($"{videos.Count} measured in {watch.ElapsedMilliseconds} ms");
    }

    private static bool Carries(WorldVideo video, WorldTrend trend) => trend.Kind switch
    {
        "hashtag" => video.HashtagList.Contains(trend.Key) && video.Description.Contains("#" + trend.Key, StringComparison.Ordinal),
        "topic" => video.Title.Contains(trend.Key, StringComparison.OrdinalIgnoreCase),
        _ => trend.Planted.Aliases.Any(a => video.Title.Contains(a, StringComparison.OrdinalIgnoreCase)),
    };
}
