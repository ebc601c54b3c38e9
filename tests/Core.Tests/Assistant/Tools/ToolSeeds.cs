using Shortloop.Core.Analytics;
using Shortloop.Core.Operations;
using Shortloop.Core.Patterns;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;
using Shortloop.Core.Scripts;
using Shortloop.Core.Strategies;
using Shortloop.Core.Tests.Patterns;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Tests.Assistant.Tools;

/// <summary>What tools look at. Each returns its id.</summary>
internal static partial class ToolSeeds
{
    public static async Task<string> VideoAsync(this ToolBench bench, string title = "Pasta")
    {
        Video video = Own<Video>(bench, "vid", (id, org, user) => new Video
        {
            Id = id,
            Partition = org,
            OrgId = org,
            CreatedBy = user,
            CreatedAt = bench.Now,
            Title = title,
            FileName = "a.mp4",
            SizeBytes = 1000,
            Status = VideoStatus.Processed,
            Probe = SampleVideos.Probe(10),
            Pictures = new VideoPictures("poster.jpg", new PreviewStrip("strip.jpg", 1, 90, 160, 1, 1)),
        });
        await bench.MeasuredAsync(video, SampleVideos.Measured(10));
        await bench.AddAsync(Containers.Videos, video);
        await bench.Get<IndexVideo>().ExecuteAsync(video.OrgId, video.Id, default);
        return video.Id;
    }

    public static Task<string> PatternAsync(this ToolBench bench) => bench.AddAsync(Containers.Patterns, Own<Pattern>(bench, "pat", (id, org, user) => new Pattern
    {
        Id = id,
        Partition = org,
        OrgId = org,
        CreatedBy = user,
        CreatedAt = bench.Now,
        VideoId = "vid_1",
        Content = new PatternContent(
            "cut_frequency", "3 cuts in 10 s", 80, 80, null, 0, 0.9, 3, new PatternReference("cuts", "1/10 s", 2, 4, "guideline", 0),
            [new PatternEvidence(1, null, "The first cut", 1, "s")], new Dictionary<string, double>(), null),
    }));

    public static Task<string> StrategyAsync(this ToolBench bench) => bench.AddAsync(Containers.Strategies, Own<Strategy>(bench, "str", (id, org, user) => new Strategy
    {
        Id = id,
        Partition = org,
        OrgId = org,
        CreatedBy = user,
        CreatedAt = bench.Now,
        VideoId = "vid_1",
        Brief = new StrategyBrief("Pasta", ["tiktok"]),
        Model = "test",
        PromptVersion = 1,
        Content = new StrategyContent("Cook more", [new StrategyTheme("Sauces", "They work", [])], ["pasta"], [new StrategySlot(DayOfWeek.Friday, 18, "A guess")], []),
    }));

    public static Task<string> ScriptAsync(this ToolBench bench) => bench.AddAsync(Containers.Scripts, Own<Script>(bench, "scr", (id, org, user) => new Script
    {
        Id = id,
        Partition = org,
        OrgId = org,
        CreatedBy = user,
        CreatedAt = bench.Now,
        VideoId = "vid_1",
        Brief = new ScriptBrief("Pasta", ["tiktok"]),
        Model = "test",
        PromptVersion = 1,
        Content = new ScriptContent("Pasta in a minute", "Try it", ["pasta"], [new ScriptSegment(0, 3, "Boiling water", "music", null, "cut hard", 0, 3)], 3),
    }));

    public static async Task<string> PostAsync(this ToolBench bench)
    {
        Job job = await bench.Bench.AddJobAsync(new ProduceOptions(["tiktok"], PublishAt: bench.Now.AddDays(1), Privacy: "SELF_ONLY"));
        Post post = await bench.Bench.AddPostAsync(job);
        return (await bench.Bench.Release.JudgeAsync(job, post.Id, default)).Id;
    }

    public static Task<string> MetricsAsync(this ToolBench bench) => bench.AddAsync(Containers.Metrics, Own<MetricSnapshot>(bench, "met", (id, org, user) => new MetricSnapshot
    {
        Id = id,
        Partition = org,
        OrgId = org,
        CreatedBy = user,
        CreatedAt = bench.Now,
        PostId = "pst_1",
        VideoId = "vid_1",
        Platform = "tiktok",
        AgeLabel = "1h",
        At = bench.Now,
        Views = 4711,
    }));

    private static T Own<T>(ToolBench bench, string prefix, Func<string, string, string, T> make) => make(bench.New(prefix), ToolBench.Owner.OrgId, ToolBench.Owner.UserId);
}
