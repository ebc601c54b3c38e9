using System.Text.Json;
using Shortloop.Core.Radar.Measuring;

namespace Shortloop.Core.Tests.Radar;

public sealed class GrowthTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static Observation At(double hours, long? views) => new(Start.AddHours(hours), views, null, null, null);

    [Fact]
    public void Of_OneObservation_SaysNothing() => Assert.Equal(Growth.Unknown, Growth.Of([At(0, 100)]));

    [Fact]
    public void Of_TwoWithinAnHour_SaysNothing() => Assert.Equal(Growth.Unknown, Growth.Of([At(0, 100), At(0.9, 5000)]));

    [Fact]
    public void Of_TwoAnHourApart_HasVelocityAndNoAcceleration() => Assert.Equal(new Growth(200, 1, null), Growth.Of([At(0, 100), At(1, 300)]));

    [Fact]
    public void Of_ThreeSpacedEnough_HasAcceleration() => Assert.Equal(new Growth(400, 2, 150), Growth.Of([At(0, 0), At(2, 200), At(4, 1000)]));

    [Fact]
    public void Of_CloseOnesInBetween_AreSkippedAndNotUsed() =>
        Assert.Equal(new Growth(100, 2, null), Growth.Of([At(0, 0), At(1.5, 170), At(2, 200)]));

    [Fact]
    public void Of_HiddenViews_AreNoObservation() => Assert.Equal(Growth.Unknown, Growth.Of([At(0, null), At(2, 200)]));

    [Fact]
    public void Of_ViewsTakenBack_IsNegative() => Assert.Equal(-50, Growth.Of([At(0, 300), At(2, 200)]).Velocity);

    [Fact]
    public void Observation_AsJson_IsAShortArrayAndComesBack()
    {
        var seen = new Observation(Start, 1000, null, 3, null, 1.25);
        string json = JsonSerializer.Serialize(seen);

        Assert.Equal($"[{Start.ToUnixTimeSeconds()},1000,null,3,null,1.25]", json);
        Assert.Equal(seen, JsonSerializer.Deserialize<Observation>(json));
        Assert.Equal(At(0, 7), JsonSerializer.Deserialize<Observation>(JsonSerializer.Serialize(At(0, 7))));
        Assert.Equal($"[{Start.ToUnixTimeSeconds()}]", JsonSerializer.Serialize(At(0, null)));
    }

    [Fact]
    public void Baseline_OfVideosOfOtherAges_BringsThemToTheAge()
    {
        // Watched ones are interpolated between their observations.
        IReadOnlyList<(double, long)> watched = [(1, 100), (24, 2400)];
        Baseline baseline = Baseline.Of([watched, watched, watched])!;

        Assert.Equal((3, 400.0), (baseline.Videos, baseline.Medians[2]));
        Assert.Null(Baseline.Of([watched, watched]));
        // One number of later is scaled by the usual curve: at 36 h half of what there will be, at 12 h a quarter.
        IReadOnlyList<(double, long)> once = [(36, 1000)];
        Assert.Equal(500, Baseline.Of([once, once, once])!.At(12), 1);
    }

    [Fact]
    public void ViralScore_AgainstTheCreatorsUsual_ShowsItsParts()
    {
        var baseline = new Baseline(12, [.. Baseline.Ages.Select(age => age * 10)]);

        Assert.Equal(new ViralScore(5, 1200, 24, 240, 12), ViralScore.Of(baseline, 1200, Start, Start.AddHours(24)));
        Assert.Null(ViralScore.Of(null, 1200, Start, Start.AddHours(24)));
        Assert.Null(ViralScore.Of(baseline, null, Start, Start.AddHours(24)));
    }

    [Fact]
    public void Engagement_OverTheTermsThatAreThere_NamesThem()
    {
        Engagement rate = Engagement.Of(new Observation(Start, 1000, 50, null, 10))!;

        Assert.Equal(0.06, rate.Rate);
        Assert.Equal(["likes", "shares"], rate.Terms);
        Assert.Null(Engagement.Of(new Observation(Start, 0, 50, 1, 1)));
        Assert.Null(Engagement.Of(new Observation(Start, 1000, null, null, null)));
    }

    [Theory]
    [InlineData(3, 1000, null, 2)]
    [InlineData(3, 1000, 5.0, 2)]
    [InlineData(100, 1000, 30.0, 2)]
    [InlineData(20, 1000, 10.0, 4)]
    [InlineData(48, 1000, 10.0, 8)]
    [InlineData(100, 1000, 10.0, 12)]
    [InlineData(100, 100_000, 10.0, 24)]
    public void MeasurePlan_ByAgeAndVelocity_LooksAtTheYoungAndFastOften(double hours, long views, double? velocity, int tempo) =>
        Assert.Equal(tempo, MeasurePlan.TempoOf(TimeSpan.FromHours(hours), views, velocity));

    [Theory]
    [InlineData(1000, 24)]
    [InlineData(100, 12)]
    [InlineData(30, 2)]
    [InlineData(10, 0)]
    public void MeasurePlan_WhenTheAllowanceIsShort_CutsTheSlowEnd(long room, int cutoff) =>
        Assert.Equal(cutoff, MeasurePlan.Cutoff(new Dictionary<int, long> { [2] = 20, [4] = 70, [24] = 300 }, room));
}
