using Shortloop.Core.Patterns;
using Shortloop.Core.Videos;
using static Shortloop.Core.Tests.Patterns.SampleVideos;

namespace Shortloop.Core.Tests.Patterns;

public sealed class PatternFinderTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 100)];

    [Theory]
    [InlineData(2.5, 100)]
    [InlineData(4.5, 50)]
    [InlineData(6.5, 25)]
    [InlineData(0, 100)]
    public void Closeness_Distance_HalvesPerStep(double value, double closeness) =>
        Assert.Equal(closeness, Guidelines.HookTiming.Closeness(value));

    [Fact]
    public void Find_LateFirstCut_NamesTheLiveliestShotAsOpening()
    {
        var measured = Measured(12, [new Cut(4.5, 1), new Cut(8, 1)], at => new(at, at >= 8 ? 0.06 : 0.01, 0.5, null));

        var hook = One("hook_timing", measured);

        Assert.Equal(50, hook.Score);
        Assert.Equal(4.5, hook.Evidence[0].At);
        Assert.Equal(
            "First cut only at 4.5 s; the guideline for hooks is at most 2.5 s: open with the shot at 8.0 s, which moves more (0.060 against 0.010).",
            hook.Recommendation);
        Assert.Null(hook.Effect);
        Assert.Equal(0, hook.EffectCount);
        Assert.Equal(0.8, hook.Confidence);
    }

    [Fact]
    public void Find_ValueWithinGuideline_HasNoRecommendation()
    {
        var hook = One("hook_timing", Measured(12, [new Cut(1.5, 1)]));

        Assert.Equal(100, hook.Typicality);
        Assert.Null(hook.Recommendation);
        Assert.Equal(0, hook.Reference.Count);
    }

    [Fact]
    public void Find_NoSound_SaysSoAndHasNoLoudness()
    {
        var patterns = PatternFinder.Find(FactFinder.Find(Probe(12, sound: false), Measured(12)));

        Assert.DoesNotContain(patterns, pattern => pattern.Type is "loudness" or "audio_energy" or "hook_sound");
        Assert.Contains("no audio stream", patterns.Single(pattern => pattern.Type == "silence").Title, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Find_AnyMeasurements_EveryPatternIsWithinItsBoundsAndProven(int seed)
    {
        var (probe, measured) = SampleVideos.Random(seed);
        var patterns = PatternFinder.Find(FactFinder.Find(probe, measured));

        Assert.Equal(patterns.Count, patterns.Select(pattern => pattern.Type).Distinct().Count());
        Assert.All(patterns, pattern =>
        {
            var guideline = Guidelines.All.Single(guideline => guideline.Type == pattern.Type);
            Assert.Equal(guideline.Closeness(pattern.Value), pattern.Score);
            Assert.InRange(pattern.Confidence, 0, 1);
            Assert.NotEmpty(pattern.Evidence);
            Assert.Equal(pattern.Value < guideline.Low || pattern.Value > guideline.High, pattern.Recommendation is not null);
            Assert.All(pattern.Data.Values, value => Assert.True(double.IsFinite(value)));
            Assert.All(pattern.Evidence, evidence =>
            {
                Assert.InRange(evidence.At ?? 0, 0, measured.MeasuredSeconds);
                Assert.InRange(evidence.End ?? 0, 0, measured.MeasuredSeconds);
            });
        });
    }

    private static PatternContent One(string type, MediaMeasurements measured) =>
        PatternFinder.Find(FactFinder.Find(Probe(measured.MeasuredSeconds), measured)).Single(pattern => pattern.Type == type);
}
