using Shortloop.Core.Patterns;
using Shortloop.Core.Scripts;

namespace Shortloop.Adapters.Builtin;

/// <param name="Why">Why it stands where it stands.</param>
internal sealed record ChosenRange(double Start, double End, IReadOnlyList<SourcePiece> Pieces, string Why)
{
    public double Length => End - Start;
}

/// <summary>Which parts of the source come, and in which order.</summary>
internal static class PieceChooser
{
    private const double OpeningSeconds = 3;
    private const double ShortestRange = 0.5;

    // Below this share of the strongest piece's strength, the first piece gives its place away.
    private const double WeakOpening = 0.75;

    // Touching pieces are told as one segment up to this length: a script of sixty lines helps nobody.
    private const double SegmentSeconds = 6;

    public static IReadOnlyList<ChosenRange> Choose(ScriptRequest request)
    {
        var pieces = request.Material.Pieces;
        var budget = request.TargetSeconds;
        var opening = IsTalk(request) ? null : Opening(pieces, budget);
        var rest = opening is null ? pieces : Without(pieces, opening);
        var chosen = Fill(rest, budget - (opening?.Length ?? 0), inOrder: IsTalk(request));
        return opening is null ? Join(chosen) : [opening, .. Join(chosen)];
    }

    /// <summary>Talk loses its sense when it is reordered or thinned out; so it is kept from its beginning on.</summary>
    private static bool IsTalk(ScriptRequest request) =>
        request.SpeechLikeShare >= 0.6 && Cuts(request) / Math.Max(request.Video.DurationSeconds, 1) * 10 < 1;

    private static double Cuts(ScriptRequest request) =>
        request.Patterns.Where(pattern => pattern.Type == Guidelines.CutFrequency.Type).SelectMany(pattern => pattern.Facts)
            .FirstOrDefault()?.Value * request.Video.DurationSeconds / 10 ?? 0;

    private static ChosenRange? Opening(IReadOnlyList<SourcePiece> pieces, double budget)
    {
        var best = pieces.MaxBy(piece => piece.Strength)!;
        if (best == pieces[0] || pieces[0].Strength >= WeakOpening * best.Strength) return null;
        var length = best.Length() - OpeningSeconds >= ShortestRange ? OpeningSeconds : best.Length();
        length = Math.Min(length, budget);
        var why = $"Open here instead of at {Say.Seconds(pieces[0].Start)}: of {pieces.Count} pieces this one is the strongest (motion {Say.Motion(best.Motion)}{Heard(best)}); the first has motion {Say.Motion(pieces[0].Motion)}{Heard(pieces[0])}.";
        return new ChosenRange(best.Start, Times.Round(best.Start + length), [best], why);
    }

    private static string Heard(SourcePiece piece) => piece.Loudness is { } level ? $", {Say.Level(level)}" : ", nothing heard";

    private static SourcePiece[] Without(IReadOnlyList<SourcePiece> pieces, ChosenRange opening) =>
        [.. pieces.Select(piece => piece == opening.Pieces[0] ? piece with { Start = opening.End } : piece)
            .Where(piece => piece.Length() >= ShortestRange)];

    /// <summary>The last piece, because an ending closes, then the strongest, as long as there is time; in source order.</summary>
    private static List<SourcePiece> Fill(IReadOnlyList<SourcePiece> pieces, double budget, bool inOrder)
    {
        var order = inOrder || pieces.Sum(piece => piece.Length()) <= budget
            ? pieces
            : pieces.TakeLast(1).Concat(pieces.SkipLast(1).OrderByDescending(piece => piece.Strength).ThenBy(piece => piece.Start));
        var chosen = new List<SourcePiece>();
        foreach (var piece in order)
        {
            var length = Math.Min(piece.Length(), Times.Floor(budget));
            if (length < Math.Min(ShortestRange, piece.Length())) break;
            chosen.Add(length < piece.Length() ? piece with { End = Times.Round(piece.Start + length) } : piece);
            budget -= length;
        }

        return [.. chosen.OrderBy(piece => piece.Start)];
    }

    private static IReadOnlyList<ChosenRange> Join(List<SourcePiece> pieces)
    {
        var ranges = new List<ChosenRange>();
        foreach (var piece in pieces)
        {
            var last = ranges.Count > 0 ? ranges[^1] : null;
            if (last is not null && Math.Abs(piece.Start - last.End) < 0.002 && piece.End - last.Start <= SegmentSeconds)
                ranges[^1] = last with { End = piece.End, Pieces = [.. last.Pieces, piece] };
            else
                ranges.Add(new ChosenRange(piece.Start, piece.End, [piece], ""));
        }

        return ranges;
    }
}
