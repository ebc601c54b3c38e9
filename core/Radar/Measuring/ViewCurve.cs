namespace Shortloop.Core.Radar.Measuring;

/// <summary>
/// Which share of its views a short video usually has by an age: a ÷ (a + 36 h). It only brings two numbers of different ages near each other where
/// a video wasn't watched at the age that is asked for; what was watched is interpolated between its observations instead.
/// </summary>
internal static class ViewCurve
{
    private const double HalfHours = 36;

    public static double ShareAt(double hours) => hours / (hours + HalfHours);

    /// <param name="points">Age in hours and views, by age.</param>
    /// <returns>Null: nothing was seen.</returns>
    public static double? ViewsAt(IReadOnlyList<(double Hours, long Views)> points, double hours)
    {
        if (points.Count == 0 || hours <= 0)
            return null;
        for (int n = 1; n < points.Count; n++)
            if (points[n - 1].Hours <= hours && points[n].Hours >= hours)
                return Interpolate(points[n - 1], points[n], hours);
        (double age, long views) = points[0].Hours > hours ? points[0] : points[^1];
        return age <= 0 ? null : views * ShareAt(hours) / ShareAt(age);
    }

    private static double Interpolate((double Hours, long Views) from, (double Hours, long Views) to, double hours) => to.Hours - from.Hours < 1e-6
        ? to.Views
        : from.Views + ((to.Views - from.Views) * (hours - from.Hours) / (to.Hours - from.Hours));
}
