namespace Shortloop.Core.Radar.Measuring;

/// <summary>
/// How soon a video is looked at again: the young and the fast in each round, the old and slow seldom. What a day's allowance doesn't reach for is
/// cut from the slow end. The rule stands in docs/radar.md.
/// </summary>
public static class MeasurePlan
{
    /// <summary>Hours between two looks; each is a multiple of the round.</summary>
    public static readonly IReadOnlyList<int> Tempos = [2, 4, 8, 12, 24];

    /// <summary>Slack, because a round begins some minutes earlier or later.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(20);

    /// <param name="velocity">Views per hour; null: not known yet.</param>
    public static int TempoOf(TimeSpan age, long? views, double? velocity)
    {
        double? perHour = velocity is null || views is not > 0 ? null : velocity / views;
        return perHour switch
        {
            // Two per cent an hour is a doubling in a day and a half.
            >= 0.02 => 2,
            < 0.001 when age > TimeSpan.FromHours(24) => 24,
            _ when age <= TimeSpan.FromHours(12) || perHour is null => 2,
            _ when age <= TimeSpan.FromHours(24) => 4,
            _ when age <= TimeSpan.FromHours(72) => 8,
            _ => 12,
        };
    }

    public static DateTimeOffset Next(DateTimeOffset now, int tempo) => now + TimeSpan.FromHours(tempo) - Slack;

    /// <summary>The slowest tempo that can still be served.</summary>
    /// <param name="due">How many videos are due, by tempo.</param>
    /// <param name="room">How many may be measured.</param>
    /// <returns>0: none.</returns>
    public static int Cutoff(IReadOnlyDictionary<int, long> due, long room)
    {
        (int cutoff, long sum) = (0, 0);
        foreach (int tempo in Tempos)
        {
            sum += due.GetValueOrDefault(tempo);
            if (sum > room)
                return cutoff;
            cutoff = tempo;
        }

        return cutoff;
    }
}
