using Shortloop.Adapters.Ffmpeg.Processes;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>What brings the edit's sound to its target.</summary>
/// <param name="Gain">dB.</param>
/// <param name="Limited">Peaks would pass the ceiling and are held down.</param>
/// <param name="Predicted">LUFS of the result; null: silent.</param>
/// <param name="InReach">False: the peaks leave no room to come within the tolerance of the target (a few clicks in silence, say).</param>
internal sealed record SoundPlan(double Gain, bool Limited, double? Predicted, bool InReach)
{
    /// <summary>dBTP before encoding. AAC may put a decibel on top, and −1 is what the platforms ask for.</summary>
    public const double Ceiling = -2;

    public static readonly SoundPlan Silent = new(0, false, null, true);

    /// <summary>What the file is held to: where the order is out of reach, to what the measuring passes promised. Null: silence.</summary>
    public double? TargetOf(RenderOutput output) => InReach && Predicted is not null ? output.LoudnessLufs : Predicted;

    /// <summary>Linear: the same gain throughout, so that the dynamics stay; only what passes the ceiling is bent.</summary>
    public string Filters() => $"volume={InputArguments.Number(Gain)}dB:precision=float" + (Limited ? "," + Limiter : "");

    // Four times the rate, so that the limiter sees the peaks between the samples. attack, release: ms.
    private static string Limiter =>
        $"aresample=192000,alimiter=limit={InputArguments.Number(Math.Pow(10, Ceiling / 20))}:attack=5:release=60:level=disabled,aresample=48000";
}
