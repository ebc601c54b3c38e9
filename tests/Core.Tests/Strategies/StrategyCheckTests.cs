using Shortloop.Core.Models;
using Shortloop.Core.Strategies;

namespace Shortloop.Core.Tests.Strategies;

public sealed class StrategyCheckTests
{
    private static readonly StrategyRequest Request = new(
        new VideoEvidence("Title", 20, 1080, 1920),
        ["tiktok"],
        null,
        null,
        [new PatternFacts("hook_timing", "First cut at 4 s", 50, 1, null, [new("hook_timing.1", 4, null, "First cut at 4 s", 4, "s"), new("hook_timing.2", 0, 3, "0 cuts", 0, "cuts")])]);

    private static readonly StrategyContent Good = new(
        "Cut earlier.",
        [new("Cut earlier", "It is late.", [new("hook_timing.1", 4.2, "First cut at 4 s"), new("hook_timing.2", null, "0 cuts")])],
        ["film"],
        [new(DayOfWeek.Monday, 18, "A guess.")],
        [new("tiktok", "Cut earlier.", ["hook_timing.1"])]);

    [Fact]
    public void Problems_GroundedStrategy_None() => Assert.Empty(StrategyCheck.Problems(Good, Request));

    [Fact]
    public void Problems_UnknownFact_IsNamed() => Has("unknown fact 'trend.1'", Cites("trend.1", null));

    [Theory]
    [InlineData("hook_timing.1", 12)]
    [InlineData("hook_timing.2", 4)]
    [InlineData("hook_timing.2", -0.2)]
    [InlineData("hook_timing.2", 25)]
    public void Problems_TimeOutsideTheFact_IsNamed(string fact, double at) => Has("outside that fact", Cites(fact, at));

    [Fact]
    public void Problems_ThemeWithoutEvidence_IsNamed() => Has("has no evidence", Good with { Themes = [new("Title", "Why", [])] });

    [Fact]
    public void Problems_PlatformForgotten_IsNamed() => Has("no advice for tiktok", Good with { Advice = [] });

    [Fact]
    public void Problems_PlatformInvented_IsNamed() => Has("'myspace'", Good with { Advice = [.. Good.Advice, new("myspace", "Go.", ["hook_timing.1"])] });

    [Fact]
    public void Problems_AdviceWithoutFact_IsNamed() => Has("names no fact", Good with { Advice = [new("tiktok", "Go.", [])] });

    [Fact]
    public void Problems_ImpossibleHour_IsNamed() => Has("Hour 24", Good with { Schedule = [new(DayOfWeek.Monday, 24, "Why")] });

    private static StrategyContent Cites(string fact, double? at) =>
        Good with { Themes = [new("Title", "Why", [new(fact, at, "Text")])] };

    private static void Has(string problem, StrategyContent content) =>
        Assert.Contains(StrategyCheck.Problems(content, Request), found => found.Contains(problem, StringComparison.Ordinal));
}
