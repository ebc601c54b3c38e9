using Shortloop.Adapters.Builtin;
using Shortloop.Core;
using Shortloop.Core.Edits;
using Shortloop.Core.Models;
using Shortloop.Core.Patterns;
using Shortloop.Core.Scripts;
using Shortloop.Core.Strategies;
using Shortloop.Core.Tests.Patterns;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Tests.Builtin;

public sealed class BuiltinAnalystTests
{
    private static readonly string[] Platforms = ["tiktok", "instagram", "youtube", "facebook"];
    private static readonly string[] Titles = ["tears-of-steel-battle-clip.webm", "", "IMG_2041.MOV", "Как испечь хлеб дома", "🎬🎬🎬", new string('x', 300)];
    private readonly ModelPipeline pipeline = new(new BuiltinAnalyst());

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task StrategyAndScript_AnyMeasurements_PassTheValidatorsAtOnce(int seed)
    {
        var (probe, measured) = SampleVideos.Random(seed);
        var facts = FactFinder.Find(probe, measured);
        var patterns = PatternFinder.Find(facts);
        var title = Titles[seed % Titles.Length];

        var strategy = await new StrategyWriter(pipeline).WriteAsync(new(title, Platforms, "grow followers", "film making"), facts, patterns, Token);
        var script = await new ScriptWriter(pipeline).WriteAsync(new(title, Platforms), facts, measured, patterns, Token);
        var edl = EditPlanner.Plan(script.Value, measured);

        Assert.False(strategy.Repaired);
        Assert.False(script.Repaired);
        Assert.InRange(edl.Duration, Math.Min(0.2, measured.MeasuredSeconds / 2), Math.Min(60, measured.MeasuredSeconds) + 0.01);
    }

    [Fact]
    public async Task Script_WeakFirstShot_OpensWithTheStrongestAndSaysWhy()
    {
        var measured = SampleVideos.Measured(
            14,
            [new Cut(5, 1), new Cut(9, 1)],
            at => new(at, at < 5 ? 0.005 : at < 9 ? 0.06 : 0.02, 0.5, at < 5 ? -30 : at < 9 ? -12 : -18),
            sound: SampleVideos.Sound());

        var script = (await WriteScript(measured, "battle.mp4")).Value;

        Assert.Equal((5, 8), (script.Segments[0].SourceStart, script.Segments[0].SourceEnd));
        Assert.Contains("motion 0.060, −12.0 LUFS", script.Segments[0].Instruction, StringComparison.Ordinal);
        Assert.Equal("Battle", script.Segments[0].Overlay);
        Assert.Equal(14, script.DurationSeconds);
    }

    [Fact]
    public async Task Script_PauseInTalk_IsCutOutAndOrderKept()
    {
        var measured = SampleVideos.Measured(
            20,
            sample: at => new(at, at is >= 8 and < 10 ? 0 : 0.02, 0.5, at is >= 8 and < 10 ? null : at % 3 < 2 ? -16 : -28),
            sound: SampleVideos.Sound(-17, 0, new TimeSpanSeconds(8, 10)));

        var script = (await WriteScript(measured, "talk.mp4")).Value;

        Assert.Equal(script.Segments.Select(segment => segment.SourceStart).Order(), script.Segments.Select(segment => segment.SourceStart));
        Assert.Equal(20 - 1.8, script.DurationSeconds, 2);
        Assert.Contains(script.Segments, segment => segment.Instruction.StartsWith("Cut out 8.1–9.9 s (silent and still)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CompleteAsync_UnknownPurpose_IsPermanent()
    {
        var problem = await Assert.ThrowsAsync<PermanentException>(() =>
            pipeline.AskAsync<StrategyContent>(new Prompt("poem", 1, ""), new { }, _ => [], Token));

        Assert.Equal("model_misconfigured", problem.Code);
    }

    private Task<ModelAnswer<ScriptContent>> WriteScript(MediaMeasurements measured, string title)
    {
        var facts = FactFinder.Find(SampleVideos.Probe(measured.MeasuredSeconds), measured);
        return new ScriptWriter(pipeline).WriteAsync(new(title, Platforms), facts, measured, PatternFinder.Find(facts), Token);
    }
}
