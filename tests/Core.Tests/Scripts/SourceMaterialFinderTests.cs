using Shortloop.Core.Patterns;
using Shortloop.Core.Scripts;
using Shortloop.Core.Videos;
using static Shortloop.Core.Tests.Patterns.SampleVideos;

namespace Shortloop.Core.Tests.Scripts;

public sealed class SourceMaterialFinderTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    [Fact]
    public void Find_SilentCalmPause_IsDroppedWithRoomAroundIt()
    {
        var measured = Measured(10, sample: at => new(at, at is >= 4 and < 6 ? 0 : 0.02, 0.5, -16), sound: Sound(-16, 0, new TimeSpanSeconds(4, 6)));

        var material = Find(measured);

        var dropped = Assert.Single(material.Dropped);
        Assert.Equal((4.1, 5.9), (dropped.Start, Math.Round(dropped.End, 6)));
        Assert.Equal([(0, 4.1), (5.9, 10)], material.Pieces.Select(piece => (piece.Start, piece.End)));
    }

    [Fact]
    public void Find_SilentAction_Stays()
    {
        var measured = Measured(10, sample: at => new(at, at is >= 4 and < 6 ? 0.08 : 0.02, 0.5, -16), sound: Sound(-16, 0, new TimeSpanSeconds(4, 6)));

        Assert.Empty(Find(measured).Dropped);
    }

    [Fact]
    public void Find_SpeechOverFrozenPicture_Stays() =>
        Assert.Empty(Find(Measured(10, frozen: [new(2, 8)], sound: Sound())).Dropped);

    [Fact]
    public void Find_FrozenAndSoundless_IsDropped() =>
        Assert.Equal("black or frozen", Assert.Single(Find(Measured(10, frozen: [new(2, 5)])).Dropped).Why);

    [Fact]
    public void Find_AllFrozen_KeepsEverything()
    {
        var material = Find(Measured(5, frozen: [new(0, 5)]));

        Assert.Empty(material.Dropped);
        Assert.Equal((0, 5), (material.Pieces[0].Start, material.Pieces[^1].End));
    }

    [Fact]
    public void Find_Shots_AreRankedByMotionAndLoudness()
    {
        var measured = Measured(
            9, [new Cut(3, 1), new Cut(6, 1)], at => at < 3 ? new(at, 0.01, 0.5, -30) : at < 6 ? new(at, 0.05, 0.5, -12) : new(at, 0.02, 0.5, -20), sound: Sound());

        Assert.Equal([0, 1, 0.5], Find(measured).Pieces.Select(piece => piece.Strength));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Find_AnyMeasurements_PiecesAreOrderedWithinTheSourceAndFew(int seed)
    {
        var (_, measured) = Patterns.SampleVideos.Random(seed);

        var pieces = Find(measured).Pieces;

        Assert.InRange(pieces.Count, 1, 150);
        Assert.All(pieces, piece => Assert.True(piece.Start >= 0 && piece.Start < piece.End && piece.End <= measured.MeasuredSeconds));
        Assert.All(pieces.Zip(pieces.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
        Assert.All(pieces, piece => Assert.InRange(piece.Strength, 0, 1));
    }

    private static SourceMaterial Find(MediaMeasurements measured) =>
        SourceMaterialFinder.Find(FactFinder.Find(Probe(measured.MeasuredSeconds), measured), measured);
}
