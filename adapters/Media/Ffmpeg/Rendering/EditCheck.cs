using System.Globalization;
using Shortloop.Core;
using Shortloop.Core.Edits;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>Refuses what no file can come of, before any work is spent on it.</summary>
internal static class EditCheck
{
    /// <summary>An edit may reach so many seconds past the container's claim; the last picture is held.</summary>
    private const double Overhang = 0.5;

    public static void ThrowIfImpossible(EditDecisionList edl, MediaProbe probe, IReadOnlyList<RenderVariant> variants)
    {
        if (edl.Clips.Count == 0) throw Refused("it has no clip");
        foreach (var clip in edl.Clips)
        {
            if (!(clip.SourceStart >= 0 && clip.SourceEnd > clip.SourceStart)) throw Refused(Text($"a clip goes from {clip.SourceStart} s to {clip.SourceEnd} s"));
            if (clip.SourceEnd > probe.DurationSeconds + Overhang)
                throw Refused(Text($"a clip ends at {clip.SourceEnd:0.00} s, but the video has only {probe.DurationSeconds:0.00} s"));
            if (clip.Speed is not (>= 0.5 and <= 2)) throw Refused(Text($"a clip's speed is {clip.Speed}; 0.5 to 2 is possible"));
        }

        if (variants.Count == 0 || variants.Select(variant => variant.Platform).Distinct().Count() != variants.Count)
            throw Refused("it needs at least one platform, and each only once");
        foreach (var variant in variants)
        {
            if (variant.Platform.Length == 0 || !variant.Platform.All(letter => char.IsAsciiLetterLower(letter) || letter == '_'))
                throw Refused("a platform's name has other letters than a to z and _");
            var picture = variant.Picture;
            if (picture.Width < 16 || picture.Height < 16 || picture.Width % 2 != 0 || picture.Height % 2 != 0)
                throw Refused(Text($"{picture.Width} × {picture.Height} pixels are not possible; both must be even"));
            if (picture.FrameRate is not (>= 1 and <= 120)) throw Refused(Text($"{picture.FrameRate} frames per second are not possible"));
        }
    }

    private static PermanentException Refused(string why) => new("edit_invalid", $"This edit cannot be rendered: {why}.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
