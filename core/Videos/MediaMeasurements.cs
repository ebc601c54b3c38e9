namespace Shortloop.Core.Videos;

/// <summary>What one decoding pass measured. Times are seconds from the start. Derived judgements live in Patterns.</summary>
/// <param name="MeasuredSeconds">How far decoding came; less than the container's claim when the file is cut short.</param>
/// <param name="Cuts">Hard cuts in order; the time is that of the first frame of the new shot.</param>
/// <param name="Timeline">One sample every <see cref="TimelineSample.Seconds"/>.</param>
/// <param name="Black">Parts where the picture is (nearly) black.</param>
/// <param name="Frozen">Parts where the picture does not change.</param>
/// <param name="Sound">Null: no audio stream.</param>
/// <param name="KeyFrames">Names as saved to the sink.</param>
/// <param name="Poster">Name of the poster picture as saved to the sink.</param>
public sealed record MediaMeasurements(
    double MeasuredSeconds,
    int Frames,
    IReadOnlyList<Cut> Cuts,
    IReadOnlyList<TimelineSample> Timeline,
    IReadOnlyList<TimeSpanSeconds> Black,
    IReadOnlyList<TimeSpanSeconds> Frozen,
    SoundMeasurements? Sound,
    IReadOnlyList<KeyFrame> KeyFrames,
    string Poster,
    PreviewStrip Strip);

/// <param name="Score">0 to 1: how sure the detector is.</param>
public sealed record Cut(double At, double Score);

public sealed record TimeSpanSeconds(double Start, double End);

/// <param name="At">Start of the sample.</param>
/// <param name="Motion">Mean absolute difference of neighbouring frames' luma, 0 to 1.</param>
/// <param name="Brightness">Mean luma, 0 to 1.</param>
/// <param name="Loudness">Momentary loudness (EBU R 128), LUFS; null: silent or no audio.</param>
public sealed record TimelineSample(double At, double Motion, double Brightness, double? Loudness)
{
    /// <summary>Length of a sample.</summary>
    public const double Seconds = 0.5;
}

/// <summary>EBU R 128 / ITU-R BS.1770.</summary>
/// <param name="IntegratedLufs">Null: too quiet to be measured (below the −70 LUFS gate).</param>
/// <param name="RangeLu">Loudness range, LU.</param>
/// <param name="PeakDb">The highest sample, dBFS; null where nothing was heard. Not the true peak between samples, which only a render needs and measures.</param>
/// <param name="Silences">Below −50 dB (momentary) for half a second or longer.</param>
/// <param name="FirstSoundAt">Null: silent throughout.</param>
public sealed record SoundMeasurements(
    double? IntegratedLufs, double? RangeLu, double? PeakDb, IReadOnlyList<TimeSpanSeconds> Silences, double? FirstSoundAt);

public sealed record KeyFrame(double At, string Name);

/// <summary>One picture that holds small frames side by side, for scrubbing.</summary>
/// <param name="Interval">Seconds from one frame to the next.</param>
public sealed record PreviewStrip(string Name, int Columns, int FrameWidth, int FrameHeight, double Interval, int Count);
