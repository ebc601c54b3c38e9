namespace Shortloop.Core.Radar.Measuring;

/// <param name="Velocity">Views per hour between the newest observation and one that lies at least <see cref="MinSpan"/> before it; null: there are no two such.</param>
/// <param name="OverHours">How far apart those two lie.</param>
/// <param name="Acceleration">Views per hour, per hour: from a third observation, at least <see cref="MinSpan"/> before the second; null: there are no three such.</param>
public sealed record Growth(double? Velocity, double? OverHours, double? Acceleration)
{
    /// <summary>Platforms count in lumps: between two looks that lie closer together a difference says nothing.</summary>
    public static readonly TimeSpan MinSpan = TimeSpan.FromHours(1);

    public static readonly Growth Unknown = new(null, null, null);

    /// <param name="observations">Oldest first.</param>
    public static Growth Of(IReadOnlyList<Observation> observations)
    {
        if (Before(observations, observations.Count, DateTimeOffset.MaxValue) is not { } newest
            || Before(observations, newest, observations[newest].At - MinSpan) is not { } middle)
            return Unknown;
        (double velocity, double hours) = Between(observations[middle], observations[newest]);
        if (Before(observations, middle, observations[middle].At - MinSpan) is not { } oldest)
            return new Growth(Round(velocity), Round(hours), null);
        (double former, double formerHours) = Between(observations[oldest], observations[middle]);
        // Each velocity stands for the middle of its span.
        return new Growth(Round(velocity), Round(hours), Round((velocity - former) / ((hours + formerHours) / 2)));
    }

    /// <summary>The newest one with views that is no younger than <paramref name="limit"/>.</summary>
    private static int? Before(IReadOnlyList<Observation> observations, int index, DateTimeOffset limit)
    {
        for (int n = index - 1; n >= 0; n--)
            if (observations[n].Views is not null && observations[n].At <= limit)
                return n;
        return null;
    }

    private static (double Velocity, double Hours) Between(Observation from, Observation to)
    {
        double hours = (to.At - from.At).TotalHours;
        return ((to.Views!.Value - from.Views!.Value) / hours, hours);
    }

    private static double Round(double value) => Math.Round(value, 3);
}
