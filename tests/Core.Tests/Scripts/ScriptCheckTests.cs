using Shortloop.Core.Models;
using Shortloop.Core.Scripts;
using static Shortloop.Core.Tests.Scripts.Sample;

namespace Shortloop.Core.Tests.Scripts;

public sealed class ScriptCheckTests
{
    private static readonly ScriptRequest Request = new(
        new VideoEvidence("Title", 20, 1080, 1920), ["tiktok"], null, null, 10, null, [], new SourceMaterial([], [], 0));

    private static readonly ScriptContent Good = Script(Segment(12, 15, "Look"), Segment(0, 6));

    [Fact]
    public void Problems_GoodScript_None() => Assert.Empty(ScriptCheck.Problems(Good, Request));

    [Fact]
    public void Problems_NoSegments_AreNamed() => Has("no segments", Good with { Segments = [] });

    [Fact]
    public void Problems_BeyondTheSource_IsNamed() => Has("of a source that lasts", Script(Segment(18, 22)));

    [Fact]
    public void Problems_BackwardRange_IsNamed() => Has("at least", Script(Segment(6, 4)));

    [Fact]
    public void Problems_NotANumber_IsNamed() => Has("of a source", Script(Segment(double.NaN, 4)));

    [Fact]
    public void Problems_SharedSourceTime_IsNamed() => Has("share source time", Script(Segment(0, 4), Segment(3, 6)));

    [Fact]
    public void Problems_LongerThanTarget_IsNamed() => Has("add up to 11.0 s", Script(Segment(0, 11)));

    [Fact]
    public void Problems_TotalThatDoesNotAddUp_IsNamed() => Has("durationSeconds", Good with { DurationSeconds = 30 });

    [Fact]
    public void Problems_GapBetweenSegments_IsNamed() =>
        Has("the one before ends at 3.0 s", Good with { Segments = [Good.Segments[0], Good.Segments[1] with { Start = 4, End = 10 }] });

    [Fact]
    public void Problems_LengthUnlikeItsSource_IsNamed() =>
        Has("but its source range", Good with { Segments = [Good.Segments[0], Good.Segments[1] with { End = 5 }], DurationSeconds = 5 });

    [Fact]
    public void Problems_LongOverlay_IsNamed() => Has("overlay has 81", Script(Segment(0, 4, new string('x', 81))));

    [Fact]
    public void Problems_HashtagWithSpace_IsNamed() => Has("Hashtag 'two words'", Good with { Hashtags = ["two words"] });

    [Fact]
    public void Retimed_RoundedTimes_FollowTheSource()
    {
        var script = (Good with { DurationSeconds = 9.1, Segments = [Good.Segments[0] with { End = 3.1 }, Good.Segments[1] with { Start = 3.1 }] }).Retimed();

        Assert.Equal([(0, 3), (3, 9)], script.Segments.Select(segment => (segment.Start, segment.End)));
        Assert.Equal(9, script.DurationSeconds);
    }

    private static void Has(string problem, ScriptContent content) =>
        Assert.Contains(ScriptCheck.Problems(content, Request), found => found.Contains(problem, StringComparison.Ordinal));
}
