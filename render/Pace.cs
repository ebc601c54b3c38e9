namespace Shortloop.Render;

/// <summary>How patient the job is.</summary>
/// <param name="RetryFor">A call back or an upload that fails for a passing reason is repeated for so long.</param>
/// <param name="FirstDelay">Before the first repetition; doubles, up to <paramref name="LongestDelay"/>.</param>
/// <param name="ReportEvery">Between two progress reports.</param>
/// <param name="MostDeliveries">A passing failure on this delivery is reported instead of tried again.</param>
public sealed record Pace(TimeSpan RetryFor, TimeSpan FirstDelay, TimeSpan LongestDelay, TimeSpan ReportEvery, int MostDeliveries)
{
    public static readonly Pace Usual = new(
        TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1), MostDeliveries: 3);
}
