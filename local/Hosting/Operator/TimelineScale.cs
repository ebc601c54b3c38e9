namespace Shortloop.Local.Hosting.Operator;

/// <summary>
/// Where an instant lies between 0 and <see cref="Width"/>: in proportion to time, or, where one long wait would squeeze all else into a
/// corner, with the same distance from each instant at which something happened to the next.
/// </summary>
internal sealed class TimelineScale
{
    public const int Width = 1000;

    private readonly Func<DateTime, double> _at;

    private TimelineScale(Func<DateTime, double> at) => _at = at;

    public static TimelineScale ByTime(IReadOnlyList<Bar> bars, DateTime end)
    {
        var start = bars.Min(bar => bar.From);
        double length = Math.Max((end - start).TotalMilliseconds, 1);
        return new(at => (at - start).TotalMilliseconds / length * Width);
    }

    public static TimelineScale ByStep(IReadOnlyList<Bar> bars, DateTime end)
    {
        List<DateTime> instants = [.. bars.SelectMany(bar => new[] { bar.From, bar.To ?? end }).Append(end).Distinct().Order()];
        double gap = (double)Width / Math.Max(instants.Count - 1, 1);
        return new(at => Math.Max(instants.BinarySearch(at), 0) * gap);
    }

    public double At(DateTime instant) => Math.Clamp(_at(instant), 0, Width);
}
