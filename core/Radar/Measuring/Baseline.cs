namespace Shortloop.Core.Radar.Measuring;

/// <summary>What a creator's videos usually have at an age: the median of their other videos, at the ages of <see cref="Ages"/>.</summary>
/// <param name="Videos">How many it rests on.</param>
/// <param name="Medians">Views at each of <see cref="Ages"/>.</param>
public sealed record Baseline(int Videos, IReadOnlyList<double> Medians)
{
    /// <summary>Fewer videos have no median worth the name.</summary>
    public const int MinVideos = 3;

    /// <summary>A younger video says too little of where it is going.</summary>
    public const double MinAgeHours = 6;

    /// <summary>Hours.</summary>
    public static readonly IReadOnlyList<double> Ages = [1, 2, 4, 8, 12, 24, 48, 72, 120, 168];

    /// <param name="videos">Of each video its age in hours and views at each look, by age.</param>
    /// <returns>Null: too few.</returns>
    public static Baseline? Of(IEnumerable<IReadOnlyList<(double Hours, long Views)>> videos)
    {
        IReadOnlyList<(double, long)>[] known = [.. videos.Where(points => points.Count > 0 && points[^1].Hours >= MinAgeHours)];
        return known.Length < MinVideos ? null
            : new Baseline(known.Length, [.. Ages.Select(age => Math.Round(Median(known.Select(points => ViewCurve.ViewsAt(points, age) ?? 0)), 1))]);
    }

    public double At(double hours)
    {
        if (hours <= Ages[0])
            return Medians[0] * ViewCurve.ShareAt(Math.Max(hours, 0.1)) / ViewCurve.ShareAt(Ages[0]);
        if (hours >= Ages[^1])
            return Medians[^1] * ViewCurve.ShareAt(hours) / ViewCurve.ShareAt(Ages[^1]);
        int n = 1;
        while (Ages[n] < hours)
            n++;
        return Medians[n - 1] + ((Medians[n] - Medians[n - 1]) * (hours - Ages[n - 1]) / (Ages[n] - Ages[n - 1]));
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
