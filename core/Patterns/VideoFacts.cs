namespace Shortloop.Core.Patterns;

/// <summary>What the measurements of one video amount to; everything here can be recomputed from them by <see cref="FactFinder"/>.</summary>
/// <param name="DurationSeconds">As far as the video could be decoded.</param>
/// <param name="Width">As shown, pixels.</param>
/// <param name="Height">As shown, pixels.</param>
/// <param name="FirstCutAt">Seconds; null: one shot.</param>
/// <param name="CutConfidence">0 to 1: mean score of the detector over the cuts; 0.7 where it found none, for it may have missed soft ones.</param>
/// <param name="Shots">In order, without gaps, from 0 to the end.</param>
/// <param name="Hook3">The first 3 s.</param>
/// <param name="Hook5">The first 5 s.</param>
/// <param name="Sound">Null: no audio stream.</param>
public sealed record VideoFacts(
    double DurationSeconds,
    int Width,
    int Height,
    double CutsPer10Seconds,
    double? FirstCutAt,
    double CutConfidence,
    ShotLengths ShotLengths,
    IReadOnlyList<Shot> Shots,
    HookFacts Hook3,
    HookFacts Hook5,
    PictureFacts Picture,
    SoundFacts? Sound);

/// <summary>Seconds.</summary>
/// <param name="Variation">Deviation over mean: 0 is a metronome, above 1 is very uneven.</param>
public sealed record ShotLengths(double Median, double P10, double P90, double Variation);

/// <param name="Motion">Mean, 0 to 1.</param>
/// <param name="Brightness">Mean luma, 0 to 1.</param>
/// <param name="Loudness">Mean by power, LUFS; null: nothing heard.</param>
public sealed record Shot(double Start, double End, double Motion, double Brightness, double? Loudness)
{
    public double Length => End - Start;
}

/// <summary>The beginning, as far as the video reaches.</summary>
/// <param name="Seconds">Length of the window; less than asked for where the video ends before.</param>
/// <param name="Cuts">Number.</param>
/// <param name="Motion">Mean, 0 to 1.</param>
/// <param name="MotionRatio">Over the mean of the rest of the video; null: there is no rest, or nothing moves in it.</param>
/// <param name="Brightness">Mean luma, 0 to 1.</param>
/// <param name="Loudness">LUFS; null: nothing heard.</param>
/// <param name="BlackShare">0 to 1.</param>
public sealed record HookFacts(
    double Seconds, int Cuts, double Motion, double? MotionRatio, double Brightness, double? Loudness, double BlackShare);

/// <param name="Motion">Mean, 0 to 1.</param>
/// <param name="Brightness">Mean luma, 0 to 1.</param>
/// <param name="BlackShare">0 to 1 of the video.</param>
/// <param name="FrozenShare">0 to 1 of the video.</param>
public sealed record PictureFacts(double Motion, double MotionP90, double Brightness, double BlackShare, double FrozenShare);

/// <param name="IntegratedLufs">Null: too quiet to be measured.</param>
/// <param name="RangeLu">Loudness range.</param>
/// <param name="FirstSoundAt">Seconds; null: silent throughout.</param>
/// <param name="SilenceShare">0 to 1 of the video.</param>
/// <param name="ActiveShare">0 to 1: samples no more than 10 LU below the integrated loudness.</param>
/// <param name="SpeechLikeShare">
/// 0 to 1: windows of 3 s whose loudness goes up and down as talking with pauses does (deviation 2 to 10 LU). A hint, not speech
/// recognition: music with breaks looks the same.
/// </param>
public sealed record SoundFacts(
    double? IntegratedLufs, double? RangeLu, double? FirstSoundAt, double SilenceShare, double ActiveShare, double SpeechLikeShare);
