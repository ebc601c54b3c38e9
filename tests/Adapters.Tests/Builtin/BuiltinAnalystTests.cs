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
}
