using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Bloggers;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Trends;

namespace Shortloop.EndToEnd.Isolation;

// What is followed and watched.
internal sealed partial class Seed
{
    public Task<string> BloggerAsync() => AddAsync(Containers.Bloggers, new Blogger
    {
        Id = New("blg"),
        Partition = OrgId,
        OrgId = OrgId,
        CreatedBy = Owner.User.Id,
        CreatedAt = DateTimeOffset.UtcNow,
        Platform = "tiktok",
        CreatorId = New("creator"),
        Name = $"Creator {Canary}",
        Link = new Uri($"https://www.tiktok.com/@{Canary}"),
        Obstacle = Canary,
    });

    public Task<string> TrendVideoAsync() => AddAsync(Containers.TrendVideos, new TrendVideo
    {
        Id = New("tvd"),
        Partition = OrgId,
        OrgId = OrgId,
        CreatedBy = Owner.User.Id,
        CreatedAt = DateTimeOffset.UtcNow,
        Platform = "tiktok",
        VideoId = New("video"),
        CreatorId = "creator",
        CreatorName = Canary,
        Title = $"Video {Canary}",
        Link = new Uri($"https://www.tiktok.com/@a/video/{Canary}"),
        PublishedAt = DateTimeOffset.UtcNow,
        Source = "import",
        Status = TrendStatus.Trending,
        Velocity = 10,
    });

    public Task<string> TrendAsync() => AddAsync(Containers.Trends, new Trend
    {
        Id = New("trd"),
        Partition = OrgId,
        OrgId = OrgId,
        CreatedBy = "shortloop",
        CreatedAt = DateTimeOffset.UtcNow,
        Type = TrendType.Hashtag,
        Key = New("key"),
        Label = $"#{Canary}",
        Score = 50,
        Parts = new TrendParts(1, 5, 5, 0.5, 10, 4, null),
        Status = TrendStatus.Trending,
        DetectedAt = DateTimeOffset.UtcNow,
        LastRisingAt = DateTimeOffset.UtcNow,
        AnalysedAt = DateTimeOffset.UtcNow,
    });
}
