namespace Shortloop.Sandbox.World;

/// <summary>
/// Views of one video over its age: a Gompertz curve from 0 to its final number, on a time that runs a little faster and slower by the hour
/// (seeded) and by the time of day. That time never runs backwards, so views never fall.
/// </summary>
internal static class Growth
{
    /// <summary>Amplitude of the hourly noise: the rate of time stays within 1 ± 0.5.</summary>
    private const double Noise = 0.25;

    /// <summary>Amplitude in hours of the daily swing: the rate stays within 1 ± 0.31.</summary>
    private const double Swing = 1.2;

    public static double Views(double final, double depth, double tauHours, ulong noiseKey, double hourOfDay, double ageHours)
    {
        if (ageHours <= 0)
            return 0;
        var warped = Math.Max(0, ageHours + Wobble(noiseKey, ageHours) + Daily(hourOfDay, ageHours));
        var floor = Math.Exp(-depth);
        return final * (Math.Exp(-depth * Math.Exp(-warped / tauHours)) - floor) / (1 - floor);
    }

    private static double Wobble(ulong key, double ageHours)
    {
        var hour = Math.Floor(ageHours);
        var part = ageHours - hour;
        return (At(key, (ulong)hour) * (1 - part)) + (At(key, (ulong)hour + 1) * part);
    }

    /// <summary>0 at age 0, so that a video starts at nothing.</summary>
    private static double At(ulong key, ulong hour) => hour == 0 ? 0 : Noise * (((Dice.Mix(key + hour) >> 11) * (2.0 / (1UL << 53))) - 1);

    private static double Daily(double hourOfDay, double ageHours) =>
        Swing * (Math.Sin(2 * Math.PI * (hourOfDay + ageHours - 13) / 24) - Math.Sin(2 * Math.PI * (hourOfDay - 13) / 24));
}
