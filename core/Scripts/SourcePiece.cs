namespace Shortloop.Core.Scripts;

/// <summary>A part of the source that a script may use. Pieces are in order and do not overlap; neighbours often touch.</summary>
/// <param name="Id">Unique within the video: <c>p1</c>.</param>
/// <param name="Start">Seconds.</param>
/// <param name="Motion">Mean, 0 to 1.</param>
/// <param name="Brightness">Mean luma, 0 to 1.</param>
/// <param name="Loudness">LUFS; null: nothing heard.</param>
/// <param name="Strength">
/// 0 to 1: mean of the piece's ranks by motion and by loudness among the pieces of the video (motion alone where nothing is heard),
/// halved where the picture is nearly dark.
/// </param>
public sealed record SourcePiece(
    string Id, double Start, double End, double Motion, double Brightness, double? Loudness, double Strength)
{
    public double Length() => End - Start;
}

/// <param name="Why">What makes the part dispensable.</param>
public sealed record DroppedPart(double Start, double End, string Why);

/// <param name="Pieces">At least one.</param>
/// <param name="LeftOut">Number of weaker pieces that are not listed because there are too many.</param>
public sealed record SourceMaterial(IReadOnlyList<SourcePiece> Pieces, IReadOnlyList<DroppedPart> Dropped, int LeftOut);
