using Shortloop.Core.Scripts;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Edits;

/// <summary>From a script to what is cut: the script's source ranges, freed of the stray frames beside cuts.</summary>
public static class EditPlanner
{
    // A range that begins this little before a cut, or ends this little after one, shows a flash of another shot.
    private const double Flash = 0.3;
    private const double ShortestClip = 0.2;
    private const double Touching = 0.002;

    /// <exception cref="PermanentException"><c>script_has_no_clips</c>: nothing of the script lies within the source.</exception>
    public static EditDecisionList Plan(ScriptContent script, MediaMeasurements measured)
    {
        var clips = new List<EditClip>();
        var places = new List<(ScriptSegment Segment, int Clip)>();
        foreach (var segment in script.Segments)
        {
            var (start, end) = (Math.Max(0, segment.SourceStart), Math.Min(measured.MeasuredSeconds, segment.SourceEnd));
            if (!(end - start >= Math.Min(ShortestClip, measured.MeasuredSeconds / 2))) continue;
            // What plays on without a jump is one clip: nothing to cut, nothing to hear.
            if (clips.Count > 0 && Math.Abs(clips[^1].SourceEnd - start) <= Touching) clips[^1] = clips[^1] with { SourceEnd = end };
            else clips.Add(new EditClip(start, end));
            places.Add((segment, clips.Count - 1));
        }

        if (clips.Count == 0)
            throw new PermanentException("script_has_no_clips", "No segment of the script lies within the video. Change its source times.");

        EditClip[] cut = [.. clips.Select(clip => WithoutFlashes(clip, measured.Cuts))];
        return new EditDecisionList(cut, OverlayPlanner.Plan(cut, places), ThumbnailPlanner.Plan(cut, measured));
    }

    /// <summary>Only ever shortens, so that clips stay apart and within the source.</summary>
    private static EditClip WithoutFlashes(EditClip clip, IReadOnlyList<Cut> cuts)
    {
        var start = cuts.Where(cut => cut.At > clip.SourceStart && cut.At <= clip.SourceStart + Flash)
            .Select(cut => cut.At).DefaultIfEmpty(clip.SourceStart).Max();
        var end = cuts.Where(cut => cut.At < clip.SourceEnd && cut.At >= clip.SourceEnd - Flash)
            .Select(cut => cut.At).DefaultIfEmpty(clip.SourceEnd).Min();
        return end - start >= ShortestClip ? clip with { SourceStart = start, SourceEnd = end } : clip;
    }
}
