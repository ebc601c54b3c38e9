namespace Shortloop.Core.Radar.Measuring;

/// <summary>How far a video is off its creator's own usual: views ÷ the creator's median at that age. 1 is as usual.</summary>
/// <param name="Baseline">That median.</param>
/// <param name="Videos">How many of the creator's videos it rests on.</param>
public sealed record ViralScore(double Score, long Views, double AgeHours, double Baseline, int Videos)
{
    /// <summary>From here on it stands out.</summary>
    public const double Outstanding = 3;

    /// <returns>Null: the creator's usual isn't known, or is nothing.</returns>
    public static ViralScore? Of(Baseline? baseline, long? views, DateTimeOffset publishedAt, DateTimeOffset at)
    {
        double hours = (at - publishedAt).TotalHours;
        if (baseline is null || views is not { } seen || hours <= 0 || baseline.At(hours) is not (>= 1 and var usual))
            return null;
        return new ViralScore(Math.Round(seen / usual, 3), seen, Math.Round(hours, 2), Math.Round(usual, 1), baseline.Videos);
    }
}
