using Shortloop.Core.Accounts;
using Shortloop.Core.Brand;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Radar.Bloggers;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Trends;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Tests.Accounts;

namespace Shortloop.Core.Tests.Assistant.Tools;

internal static partial class ToolSeeds
{
    public static Task<string> AccountAsync(this ToolBench bench) => bench.AddAsync(Containers.Accounts, Own<ConnectedAccount>(bench, "acc", (id, org, user) => new ConnectedAccount
    {
        Id = id,
        Partition = org,
        OrgId = org,
        CreatedBy = user,
        CreatedAt = bench.Now,
        Platform = "tiktok",
        ExternalId = "ext",
        DisplayName = "Mara cooks",
        Status = AccountStatus.Connected,
        Scopes = [],
        SealedAccessToken = "sealed-access",
        AccessExpiresAt = bench.Now,
        SealedRefreshToken = "sealed-refresh",
        RefreshExpiresAt = bench.Now,
    }));

    public static Task<string> ColourAsync(this ToolBench bench) => bench.AddAsync(Containers.Brand, Own<BrandEntry>(bench, "brd", (id, org, user) => new BrandEntry
    {
        Id = id,
        Partition = org,
        OrgId = org,
        CreatedBy = user,
        CreatedAt = bench.Now,
        Type = BrandType.Colour,
        Name = "Tomato",
        Colour = "#ff6347",
    }));

    public static async Task<string> ProjectAsync(this ToolBench bench) =>
        Doorstep.Must(await bench.Get<Core.Projects.Projects>().CreateAsync(ToolBench.Owner, new ProjectChange("Bakery", Topics: ["bread"]), default)).Id;

    public static Task<string> MonthAsync(this ToolBench bench) => bench.AddAsync(Containers.Months, Own<MonthPlan>(bench, "mon", (id, org, user) => new MonthPlan
    {
        Id = id,
        Partition = org,
        OrgId = org,
        CreatedBy = user,
        CreatedAt = bench.Now,
        ProjectId = "prj_1",
        Month = "2026-12",
        PostsPerDay = 3,
        Language = "en",
        TimeZone = "UTC",
        Status = MonthStatus.Planned,
        Topics = [new MonthTopic("sourdough", "People ask", [])],
        Rationale = "Bread sells.",
    }));

    public static async Task<string> MonthItemAsync(this ToolBench bench)
    {
        string month = await bench.MonthAsync();
        await bench.AddAsync(Containers.Items, Own<MonthItem>(bench, "itm", (id, org, user) => new MonthItem
        {
            Id = id,
            Partition = org,
            OrgId = org,
            CreatedBy = user,
            CreatedAt = bench.Now,
            MonthId = month,
            ProjectId = "prj_1",
            Language = "en",
            Day = 1,
            Slot = 1,
            At = bench.Now.AddDays(12),
            WallTime = "2026-12-01T09:00",
            TimeZone = "UTC",
            Status = ItemStatus.Planned,
            Topic = "sourdough",
            Format = "story",
            Hook = "Your starter is alive",
        }));
        return month;
    }

    public static Task<string> BloggerAsync(this ToolBench bench) => bench.AddAsync(Containers.Bloggers, Own<Blogger>(bench, "blg", (id, org, user) => new Blogger
    {
        Id = id,
        Partition = org,
        OrgId = org,
        CreatedBy = user,
        CreatedAt = bench.Now,
        Platform = "youtube",
        CreatorId = "c1",
        Name = "Noa bakes",
        Link = new Uri("https://www.youtube.com/@noa"),
        Counts = [new AudienceCount(bench.Now, 5000, 1, 1)],
    }));

    public static Task<string> TrendVideoAsync(this ToolBench bench) => bench.AddAsync(Containers.TrendVideos, Own<TrendVideo>(bench, "tvd", (id, org, user) => new TrendVideo
    {
        Id = id,
        Partition = org,
        OrgId = org,
        CreatedBy = user,
        CreatedAt = bench.Now,
        Platform = "youtube",
        VideoId = "v1",
        CreatorId = "c1",
        CreatorName = "Noa",
        Title = "Three knots",
        Link = new Uri("https://www.youtube.com/watch?v=v1"),
        PublishedAt = bench.Now.AddHours(-5),
        Source = "memory",
        Status = TrendStatus.Trending,
        Velocity = 120,
        Viral = new ViralScore(4, 4000, 5, 1000, 10),
    }));

    public static Task<string> TrendAsync(this ToolBench bench) => bench.AddAsync(Containers.Trends, Own<Trend>(bench, "trd", (id, org, user) => new Trend
    {
        Id = id,
        Partition = org,
        OrgId = org,
        CreatedBy = user,
        CreatedAt = bench.Now,
        Type = TrendType.Hashtag,
        Key = "quietdesk",
        Label = "#quietdesk",
        Videos = 7,
        Creators = 7,
        Score = 66,
        Parts = new TrendParts(1, 7, 7, 0.5, 14, 4, 2),
        Status = TrendStatus.Trending,
        DetectedAt = bench.Now,
        LastRisingAt = bench.Now,
        AnalysedAt = bench.Now,
    }));

    public static async Task<string> NoteAsync(this ToolBench bench)
    {
        Note note = Own<Note>(bench, "nte", (id, org, user) => new Note
        {
            Id = id,
            Partition = org,
            OrgId = org,
            CreatedBy = user,
            CreatedAt = bench.Now,
            SourceId = "src_1",
            Title = "Rhythm",
            Subject = "Film",
            Language = "en",
            Summary = "Why cuts matter.",
            Body = "Cuts make rhythm.",
            Sections = [],
            Links = [],
            Model = "test",
            UpdatedAt = bench.Now,
        });
        return (await bench.Get<NoteBook>().AddAsync(note, default)).Id;
    }
}
