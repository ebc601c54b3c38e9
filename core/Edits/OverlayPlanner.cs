using Shortloop.Core.Scripts;

namespace Shortloop.Core.Edits;

/// <summary>When and where the script's texts stand: the opening one at the top, the others at the bottom.</summary>
internal static class OverlayPlanner
{
    // Long enough to read a line; a text does not stay until it bores.
    private const double Shortest = 1.2;
    private const double Longest = 4;

    public static IReadOnlyList<TextOverlay> Plan(IReadOnlyList<EditClip> clips, IReadOnlyList<(ScriptSegment Segment, int Clip)> places)
    {
        double[] starts = [.. clips.Select((_, index) => clips.Take(index).Sum(clip => clip.Duration))];
        var total = clips.Sum(clip => clip.Duration);
        var texts = places
            .Where(place => !string.IsNullOrWhiteSpace(place.Segment.Overlay))
            .Select(place => (
                Text: place.Segment.Overlay!.Trim(),
                Start: InResult(place.Segment.SourceStart, clips[place.Clip], starts[place.Clip]),
                End: InResult(place.Segment.SourceEnd, clips[place.Clip], starts[place.Clip])))
            .ToArray();
        return [.. texts.Select((text, index) =>
        {
            var limit = index + 1 < texts.Length ? texts[index + 1].Start : total;
            var end = Math.Min(Math.Clamp(text.End, text.Start + Shortest, text.Start + Longest), limit);
            return new TextOverlay(text.Start, end, text.Text, index == 0 ? OverlayPlace.Top : OverlayPlace.Bottom);
        }).Where(overlay => overlay.End > overlay.Start)];
    }

    private static double InResult(double source, EditClip clip, double clipStart) =>
        clipStart + (Math.Clamp(source, clip.SourceStart, clip.SourceEnd) - clip.SourceStart);
}
