using System.Text.Json.Serialization;

namespace Shortloop.Core.Edits;

/// <summary>What of the source is shown when, and what is laid over it. Independent of the platform.</summary>
/// <param name="Clips">In order of showing; at least one.</param>
/// <param name="Overlays">Times are of the result, not of the source.</param>
/// <param name="ThumbnailAt">Seconds into the result.</param>
public sealed record EditDecisionList(IReadOnlyList<EditClip> Clips, IReadOnlyList<TextOverlay> Overlays, double ThumbnailAt)
{
    /// <summary>Seconds of the result.</summary>
    public double Duration => Clips.Sum(clip => clip.Duration);
}

/// <param name="SourceStart">Seconds.</param>
/// <param name="SourceEnd">Seconds; after <paramref name="SourceStart"/>.</param>
/// <param name="Speed">1 = as it is; 0.5 to 2.</param>
public sealed record EditClip(double SourceStart, double SourceEnd, double Speed = 1)
{
    public double Duration => (SourceEnd - SourceStart) / Speed;
}

[JsonConverter(typeof(SnakeCaseEnum<OverlayPlace>))]
public enum OverlayPlace
{
    Top,
    Middle,
    Bottom,
}

/// <param name="Text">Plain text, any language; wrapped to fit the safe area.</param>
public sealed record TextOverlay(double Start, double End, string Text, OverlayPlace Place);

/// <summary>How a picture of another shape fills the frame.</summary>
[JsonConverter(typeof(SnakeCaseEnum<Framing>))]
public enum Framing
{
    /// <summary>The whole picture before a blurred, enlarged copy of itself.</summary>
    Blur,

    /// <summary>The middle, cut to shape.</summary>
    Crop,
}

/// <summary>Everything that decides the pixels: equal pictures are encoded once.</summary>
/// <param name="SafeTop">Share of the height that the platform's own controls cover, 0 to 0.5; overlays stay out. Likewise the others.</param>
public sealed record RenderPicture(
    int Width, int Height, double FrameRate, Framing Framing, double SafeTop, double SafeBottom, double SafeLeft, double SafeRight);

/// <param name="Platform">Lower-case platform name; the output's file is named after it.</param>
/// <param name="LoudnessLufs">Target of the integrated loudness.</param>
public sealed record RenderVariant(string Platform, RenderPicture Picture, double LoudnessLufs);

/// <summary>One output, as ffprobe and a loudness measurement found it after rendering.</summary>
/// <param name="FileName">Within the folder of the render.</param>
/// <param name="LoudnessLufs">Null: the source has no sound or is silent, so the result carries a silent track.</param>
public sealed record RenderedFile(
    string Platform,
    string FileName,
    string ThumbnailName,
    long SizeBytes,
    double DurationSeconds,
    int Width,
    int Height,
    double? LoudnessLufs = null);
