using Shortloop.Core;
using Shortloop.Core.Models;
using Shortloop.Core.Patterns;
using Shortloop.Core.Scripts;
using Shortloop.Core.Strategies;
using Shortloop.Core.Tests.Patterns;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Tests.OpenAi;

/// <summary>The product's own prompts, schemas and checks, over the official package, against the sandbox's model.</summary>
public sealed class ProductionPromptTests
{
    private static readonly string[] Platforms = ["tiktok", "instagram"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 12)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task StrategyAndScript_AnyMeasurements_PassTheChecksAtOnce(int seed)
    {
        await using var bench = await OpenAiBench.StartAsync();
        var (probe, measured) = SampleVideos.Random(seed);

        var strategy = await StrategyAsync(bench, probe, measured);
        var script = await ScriptAsync(bench, probe, measured);

        Assert.False(strategy.Repaired);
        Assert.False(script.Repaired);
        Assert.Equal("gpt-sandbox", script.Model);
    }

    [Theory]
    [InlineData("broken_json")]
    [InlineData("broken_schema")]
    public async Task Script_FirstReplyBroken_IsRepairedOnce(string fault)
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", fault));
        var (probe, measured) = SampleVideos.Random(7);

        var script = await ScriptAsync(bench, probe, measured);

        Assert.True(script.Repaired);
        Assert.Equal(2, bench.Sandbox.App.Requests.Count("/chat/completions"));
    }

    [Fact]
    public async Task Script_BothRepliesBroken_FailsVisibly()
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "broken_json", Count: 2));
        var (probe, measured) = SampleVideos.Random(7);

        var failure = await Assert.ThrowsAsync<PermanentException>(() => ScriptAsync(bench, probe, measured));

        Assert.Equal("model_reply_invalid", failure.Code);
    }

    [Fact]
    public async Task Script_Throttled_PassesTheDelayOn()
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "status", null, 429, RetryAfterSeconds: 11));
        var (probe, measured) = SampleVideos.Random(7);

        var throttled = await Assert.ThrowsAsync<TransientException>(() => ScriptAsync(bench, probe, measured));

        Assert.Equal(("model_throttled", TimeSpan.FromSeconds(11)), (throttled.Code, throttled.RetryAfter));
    }

    private static Task<ModelAnswer<StrategyContent>> StrategyAsync(OpenAiBench bench, MediaProbe probe, MediaMeasurements measured)
    {
        var facts = FactFinder.Find(probe, measured);
        return new StrategyWriter(new ModelPipeline(bench.Text())).WriteAsync(
            new("Three knots", Platforms, "grow followers", "climbing"), facts, PatternFinder.Find(facts), Cancel);
    }

    private static Task<ModelAnswer<ScriptContent>> ScriptAsync(OpenAiBench bench, MediaProbe probe, MediaMeasurements measured)
    {
        var facts = FactFinder.Find(probe, measured);
        return new ScriptWriter(new ModelPipeline(bench.Text())).WriteAsync(
            new("Three knots", Platforms), facts, measured, PatternFinder.Find(facts), Cancel);
    }
}
