using Shortloop.Core.Patterns;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Scripts;

/// <summary>Cuts a video into the pieces that scripts are made of: by shot, without dead parts, none too short to see or too long to choose.</summary>
public static class SourceMaterialFinder
{
    private const double ShortestPiece = 0.5;
    private const double LongestPiece = 6;

    // What a model can look through; the first ones stay in any case, because talk is kept from its beginning.
    private const int MostPieces = 150;
    private const int FirstPieces = 40;

    public static SourceMaterial Find(VideoFacts facts, MediaMeasurements measured)
    {
        var duration = facts.DurationSeconds;
        var dropped = DeadParts.Find(facts, measured);
        var usable = Usable(dropped, duration);
        if (Spans.Length(usable) < Math.Max(Math.Min(3, duration), 0.3 * duration))
            (dropped, usable) = ([], [new TimeSpanSeconds(0, duration)]);

        var shots = usable.SelectMany(span => Bounds(span, facts, measured)).Select(span => FactFinder.Shot(measured, span.Start, span.End));
        SourcePiece[] pieces = [.. Rank([.. shots])];
        SourcePiece[] kept = pieces.Length <= MostPieces
            ? pieces
            : [.. pieces.Take(FirstPieces)
                .Concat(pieces.Skip(FirstPieces).OrderByDescending(piece => piece.Strength).Take(MostPieces - FirstPieces))
                .OrderBy(piece => piece.Start)];
        return new SourceMaterial(kept, dropped, pieces.Length - kept.Length);
    }

    private static TimeSpanSeconds[] Usable(IReadOnlyList<DroppedPart> dropped, double duration) =>
        [.. Spans.Complement([.. dropped.Select(part => new TimeSpanSeconds(part.Start, part.End))], 0, duration)
            .Where(span => span.End - span.Start >= ShortestPiece)];

    /// <summary>The shots within a span; a bit that would be too short stays with its neighbour.</summary>
    private static IEnumerable<TimeSpanSeconds> Bounds(TimeSpanSeconds span, VideoFacts facts, MediaMeasurements measured)
    {
        var start = span.Start;
        foreach (var cut in facts.Shots.Skip(1).Select(shot => shot.Start))
        {
            if (cut - start < ShortestPiece || span.End - cut < ShortestPiece) continue;
            foreach (var piece in Split(start, cut, measured.Timeline)) yield return piece;
            start = cut;
        }

        foreach (var piece in Split(start, span.End, measured.Timeline)) yield return piece;
    }

    private static IEnumerable<TimeSpanSeconds> Split(double start, double end, IReadOnlyList<TimelineSample> timeline)
    {
        while (end - start > LongestPiece)
        {
            var parts = Math.Ceiling((end - start) / LongestPiece);
            var at = Quietest(timeline, start + ((end - start) / parts));
            if (at - start < ShortestPiece || end - at < ShortestPiece) at = start + ((end - start) / parts);
            yield return new TimeSpanSeconds(start, at);
            start = at;
        }

        yield return new TimeSpanSeconds(start, end);
    }

    /// <summary>The middle of the quietest sample near an instant: a pause, if there is one.</summary>
    private static double Quietest(IReadOnlyList<TimelineSample> timeline, double near) =>
        timeline.Where(sample => Math.Abs(sample.At + (TimelineSample.Seconds / 2) - near) <= 1)
            .MinBy(sample => sample.Loudness ?? double.MinValue) is { } sample
            ? sample.At + (TimelineSample.Seconds / 2)
            : near;

    private static IEnumerable<SourcePiece> Rank(Shot[] shots)
    {
        double[] motion = [.. shots.Select(shot => shot.Motion).Order()];
        double[] loudness = [.. shots.Select(Level).Order()];
        var heard = shots.Any(shot => shot.Loudness is not null);
        return shots.Select((shot, index) =>
        {
            var strength = heard ? (Rank(motion, shot.Motion) + Rank(loudness, Level(shot))) / 2 : Rank(motion, shot.Motion);
            return new SourcePiece(
                $"p{index + 1}",
                Times.Floor(shot.Start),
                Times.Floor(shot.End),
                Math.Round(shot.Motion, 4),
                Math.Round(shot.Brightness, 3),
                shot.Loudness is { } level ? Math.Round(level, 1) : null,
                Math.Round(shot.Brightness < 0.08 ? strength / 2 : strength, 3));
        });
    }

    private static double Level(Shot shot) => shot.Loudness ?? -100;

    /// <summary>Share of the others that lie below; 1 when there are no others.</summary>
    private static double Rank(double[] sorted, double value) =>
        sorted.Length > 1 ? (double)sorted.Count(other => other < value) / (sorted.Length - 1) : 1;
}
