using Shortloop.Core.Edits;
using Shortloop.Core.Scripts;
using Shortloop.Core.Tests.Scripts;
using Shortloop.Core.Videos;
using static Shortloop.Core.Tests.Patterns.SampleVideos;

namespace Shortloop.Core.Tests.Edits;

public sealed class EditPlannerTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    [Fact]
    public void Plan_RangeBesideCuts_DropsTheFlashes()
    {
        var script = Sample.Script(Sample.Segment(1.8, 5.1));

        var edl = EditPlanner.Plan(script, Measured(10, [new Cut(2, 1), new Cut(5, 1)]));

        Assert.Equal(new EditClip(2, 5), Assert.Single(edl.Clips));
    }

    [Fact]
    public void Plan_CutsFarFromTheEnds_StayInside()
    {
        var edl = EditPlanner.Plan(Sample.Script(Sample.Segment(1, 6)), Measured(10, [new Cut(2, 1), new Cut(5, 1)]));

        Assert.Equal(new EditClip(1, 6), Assert.Single(edl.Clips));
    }

    [Fact]
    public void Plan_TouchingSegments_BecomeOneClipWithBothTexts()
    {
        var script = Sample.Script(Sample.Segment(4, 6, "first"), Sample.Segment(6, 9, "second"), Sample.Segment(0, 2, "third"));

        var edl = EditPlanner.Plan(script, Measured(10));

        Assert.Equal([new EditClip(4, 9), new EditClip(0, 2)], edl.Clips);
        Assert.Equal(
            [
                new TextOverlay(0, 2, "first", OverlayPlace.Top),
                new TextOverlay(2, 5, "second", OverlayPlace.Bottom),
                new TextOverlay(5, 7, "third", OverlayPlace.Bottom),
            ],
            edl.Overlays);
    }

    [Fact]
    public void Plan_LongAndShortSegments_TextsStandLongEnoughAndNotTooLong()
    {
        var script = Sample.Script(Sample.Segment(0, 9, "long"), Sample.Segment(9.5, 10, "short"), Sample.Segment(11, 14));

        var edl = EditPlanner.Plan(script, Measured(20));

        Assert.Equal([(0, 4), (9, 10.2)], edl.Overlays.Select(overlay => (overlay.Start, Math.Round(overlay.End, 6))));
    }

    [Fact]
    public void Plan_OneBrightCalmMoment_IsTheThumbnail()
    {
        var measured = Measured(
            10,
            sample: at => at == 8 ? new(at, 0.005, 0.6, null) : at == 7 ? new(at, 0.2, 0.6, null) : new(at, 0.02, at == 1 ? 0.6 : 0.3, null));

        var edl = EditPlanner.Plan(Sample.Script(Sample.Segment(5, 9), Sample.Segment(2, 4)), measured);

        Assert.Equal(3.25, edl.ThumbnailAt, 6);
    }

    [Fact]
    public void Plan_NothingWithinTheSource_IsPermanent()
    {
        var problem = Assert.Throws<PermanentException>(() => EditPlanner.Plan(Sample.Script(Sample.Segment(20, 25)), Measured(10)));

        Assert.Equal("script_has_no_clips", problem.Code);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Plan_AnyScriptAndMeasurements_CanBeCut(int seed)
    {
        var (_, measured) = SampleVideos(seed);
        var random = new Random(seed);
        var length = measured.MeasuredSeconds;
        // Also ranges beyond the end, as a person may write them.
        var segments = Enumerable.Range(0, random.Next(1, 12)).Select(index =>
        {
            var start = random.NextDouble() * length;
            return Sample.Segment(start, start + (random.NextDouble() * length / 2), random.Next(2) == 0 ? $"text {index}" : null);
        });
        var script = Sample.Script([Sample.Segment(0, length), .. segments]);

        var edl = EditPlanner.Plan(script, measured);

        Assert.All(edl.Clips, clip =>
        {
            Assert.InRange(clip.SourceStart, 0, length);
            Assert.InRange(clip.SourceEnd, 0, length);
            Assert.True(clip.Duration > 0);
            Assert.Equal(1, clip.Speed);
        });
        Assert.Equal(edl.Clips.Sum(clip => clip.SourceEnd - clip.SourceStart), edl.Duration, 6);
        Assert.True(edl.Duration <= script.DurationSeconds + 0.05);
        Assert.All(edl.Overlays, overlay =>
        {
            Assert.True(overlay.Start >= 0 && overlay.End > overlay.Start && overlay.End <= edl.Duration + 1e-6);
        });
        Assert.All(edl.Overlays.Zip(edl.Overlays.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start + 1e-6));
        Assert.InRange(edl.ThumbnailAt, 0, edl.Duration);
    }

    private static (MediaProbe Probe, MediaMeasurements Measured) SampleVideos(int seed) => Patterns.SampleVideos.Random(seed);
}
