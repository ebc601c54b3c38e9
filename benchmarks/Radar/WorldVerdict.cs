using Shortloop.Core.Radar.Trends;
using Shortloop.Sandbox.World;

namespace Shortloop.Bench.Radar;

/// <summary>What was found, held against what was planted.</summary>
/// <param name="Right">Trends found that somebody took up at that time.</param>
/// <param name="Wrong">Trends found that nobody planted.</param>
/// <param name="InTime">Planted trends that were found within 12 hours of becoming visible.</param>
/// <param name="Late">Planted trends that became visible and were not.</param>
/// <param name="DelayHours">Of those found, from becoming visible; found before that is 0.</param>
internal sealed record WorldVerdict(
    IReadOnlyList<Trend> Right, IReadOnlyList<Trend> Wrong, IReadOnlyList<WorldTrend> InTime, IReadOnlyList<WorldTrend> Late, IReadOnlyList<double> DelayHours)
{
    public static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    /// <param name="from">Trends that become visible before, or whose patience isn't over at the end, are not asked for.</param>
    public static WorldVerdict Of(WatchedWorld watched, DateTimeOffset from, DateTimeOffset end)
    {
        var world = watched.World;
        var planted = world.TrendsVisible(from, end - Patience);
        var right = watched.Found.Where(found => world.TrendsAlive(found.DetectedAt - TimeSpan.FromDays(1), found.DetectedAt).Any(trend => Means(found, trend))).ToList();
        var delays = new List<double>();
        var (inTime, late) = (new List<WorldTrend>(), new List<WorldTrend>());
        foreach (var trend in planted)
        {
            // One that rises while another of its name still lives is found already.
            var first = watched.Found.Where(found => Means(found, trend) && found.DetectedAt >= trend.StartsAt && found.DetectedAt <= trend.EndsAt).MinBy(found => found.DetectedAt);
            if (first is not null && first.DetectedAt <= trend.VisibleAt + Patience)
                inTime.Add(trend);
            else
                late.Add(trend);
            if (first is not null)
                delays.Add(Math.Max(0, (first.DetectedAt - trend.VisibleAt!.Value).TotalHours));
        }

        return new WorldVerdict(right, [.. watched.Found.Except(right)], inTime, late, delays);
    }

    private static bool Means(Trend found, WorldTrend planted) => planted.Matches(found.Key) || planted.Matches(found.Label);
}
