using Shortloop.Core.Patterns;
using Shortloop.Core.Videos;
using static Shortloop.Core.Tests.Patterns.SampleVideos;

namespace Shortloop.Core.Tests.Patterns;

public sealed class FactFinderTests
{
    [Fact]
    public void Find_CutsAtKnownTimes_GivesShotLengthsAndRate()
    {
        var facts = FactFinder.Find(Probe(10), Measured(10, [new Cut(1, 0.8), new Cut(3, 0.6), new Cut(6, 1)]));

        Assert.Equal(3, facts.CutsPer10Seconds);
        Assert.Equal(1, facts.FirstCutAt);
        Assert.Equal(0.8, facts.CutConfidence, 6);
        Assert.Equal([1, 2, 3, 4], facts.Shots.Select(shot => shot.Length));
        Assert.Equal(2.5, facts.ShotLengths.Median);
        Assert.Equal(1.3, facts.ShotLengths.P10, 6);
        Assert.Equal(3.7, facts.ShotLengths.P90, 6);
        Assert.Equal(Math.Sqrt(1.25) / 2.5, facts.ShotLengths.Variation, 6);
        Assert.Equal(1, facts.Hook3.Cuts);
        Assert.Equal(2, facts.Hook5.Cuts);
    }

    [Fact]
    public void Find_CutsOutsideTheVideoOrTwice_CountsNone()
    {
        var facts = FactFinder.Find(Probe(10), Measured(10, [new Cut(0, 1), new Cut(4, 1), new Cut(4, 1), new Cut(10, 1)]));

        Assert.Equal([0, 4], facts.Shots.Select(shot => shot.Start));
    }

    [Fact]
    public void Find_CalmOpening_GivesMotionRatioBelowOne()
    {
        var facts = FactFinder.Find(Probe(9), Measured(9, sample: at => new(at, at < 3 ? 0.01 : 0.04, 0.5, null)));

        Assert.Equal(0.01, facts.Hook3.Motion, 6);
        Assert.Equal(0.25, facts.Hook3.MotionRatio!.Value, 6);
        Assert.Equal(0.03, facts.Picture.Motion, 6);
        Assert.Null(facts.Sound);
    }

    [Fact]
    public void Find_OverlappingBlackAndFrozenParts_SharesCountTimeOnce()
    {
        var facts = FactFinder.Find(Probe(10), Measured(10, black: [new(0, 1), new(0.5, 2)], frozen: [new(8, 12)]));

        Assert.Equal(0.2, facts.Picture.BlackShare, 6);
        Assert.Equal(2.0 / 3, facts.Hook3.BlackShare, 6);
        Assert.Equal(0.2, facts.Picture.FrozenShare, 6);
    }

    [Fact]
    public void Find_SoundWithPauses_IsSpeechLikeAndPartlySilent()
    {
        // Two seconds of voice, one of pause, over and over.
        var measured = Measured(
            12,
            sample: at => new(at, 0.02, 0.5, at % 3 < 2 ? -16 : -28),
            sound: Sound(-17, 0.2, new TimeSpanSeconds(2, 3), new TimeSpanSeconds(5, 6)));

        var sound = FactFinder.Find(Probe(12), measured).Sound!;

        Assert.Equal(1, sound.SpeechLikeShare);
        Assert.Equal(2.0 / 3, sound.ActiveShare, 6);
        Assert.Equal(2.0 / 12, sound.SilenceShare, 6);
        Assert.Equal(0.2, sound.FirstSoundAt);
    }

    [Fact]
    public void Find_SteadyTone_IsNotSpeechLike() =>
        Assert.Equal(0, FactFinder.Find(Probe(12), Measured(12, sound: Sound())).Sound!.SpeechLikeShare);

    [Fact]
    public void Find_LoudAndQuietSample_MeanLevelIsByPower()
    {
        var measured = Measured(1, sample: at => new(at, 0.02, 0.5, at == 0 ? -10 : -20), sound: Sound());

        Assert.Equal(10 * Math.Log10(0.055), FactFinder.Find(Probe(1), measured).Hook3.Loudness!.Value, 6);
    }
}
