namespace Shortloop.Core.Patterns;

/// <param name="Measure">What is compared.</param>
/// <param name="Low">Lower end of the range that counts as typical.</param>
/// <param name="High">Upper end.</param>
/// <param name="Half">Distance from the range at which closeness has fallen to 50.</param>
public sealed record Guideline(string Type, string Measure, string Unit, double Low, double High, double Half)
{
    /// <summary>100 within the range; outside it halves with every <see cref="Half"/> of distance.</summary>
    public double Closeness(double value)
    {
        var distance = Math.Max(Math.Max(Low - value, value - High), 0);
        return Math.Round(100 * Math.Pow(0.5, distance / Half), 1);
    }
}

/// <summary>
/// Ranges that editors of short vertical video commonly aim for. Set by hand, not measured on a sample of videos: every pattern says so
/// (count 0) until learned or empirical references take their place. −14 LUFS is what the large platforms play back at; 9:16 is their frame.
/// </summary>
public static class Guidelines
{
    public const string Source = "built-in guideline range, version 1";

    public static readonly Guideline HookTiming = new("hook_timing", "time of the first cut", "s", 0, 2.5, 2);
    public static readonly Guideline HookSound = new("hook_sound", "time of the first sound", "s", 0, 0.5, 1);
    public static readonly Guideline CutFrequency = new("cut_frequency", "cuts per 10 s", "cuts", 2, 6, 2);
    public static readonly Guideline Pacing = new("pacing", "median shot length", "s", 1.2, 4, 2);
    public static readonly Guideline AudioEnergy = new("audio_energy", "share of time within 10 LU of the integrated loudness", "share", 0.6, 1, 0.2);
    public static readonly Guideline Loudness = new("loudness", "integrated loudness", "LUFS", -16, -12, 4);
    public static readonly Guideline Silence = new("silence", "share of silence", "share", 0, 0.1, 0.15);
    public static readonly Guideline Structure = new("structure", "motion of the first 3 s over motion of the rest", "ratio", 0.9, 3, 0.5);
    public static readonly Guideline Length = new("length", "duration", "s", 10, 60, 20);
    public static readonly Guideline Framing = new("framing", "width over height", "ratio", 0.54, 0.58, 0.4);
    public static readonly Guideline Motion = new("motion", "mean motion", "share", 0.01, 0.08, 0.02);
    public static readonly Guideline Brightness = new("brightness", "mean brightness", "share", 0.3, 0.7, 0.15);
    public static readonly Guideline Stillness = new("stillness", "share of black or frozen picture", "share", 0, 0.05, 0.1);

    public static readonly IReadOnlyList<Guideline> All =
    [
        HookTiming, HookSound, CutFrequency, Pacing, AudioEnergy, Loudness, Silence, Structure, Length, Framing, Motion, Brightness, Stillness,
    ];
}
