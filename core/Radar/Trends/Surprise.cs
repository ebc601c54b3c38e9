namespace Shortloop.Core.Radar.Trends;

/// <summary>
/// How unusual a count is. A share of the past is known only roughly (a gamma distribution with half an event added), and days differ among
/// themselves; so a new day's count is expected by the negative binomial that follows, with at most <see cref="MaxShape"/> for its shape: even what has
/// a thousand uses a day may swing by a fifth without being news.
/// </summary>
internal static class Surprise
{
    private const double Prior = 0.5;
    private const double MaxShape = 25;

    /// <param name="before">Uses in the past.</param>
    /// <param name="exposureBefore">Out of how many.</param>
    public static double Expected(double before, double exposureBefore, double exposureNow) => (before + Prior) / Math.Max(exposureBefore, 1) * exposureNow;

    /// <returns>−log10 of the chance of <paramref name="now"/> or more.</returns>
    public static double Of(int now, double before, double exposureBefore, double exposureNow)
    {
        double mean = Expected(before, exposureBefore, exposureNow);
        if (now <= mean)
            return 0;
        double shape = Math.Min(before + Prior, MaxShape);
        double success = shape / (shape + mean);
        // Terms from the count on: each is the one before times a ratio, which falls below 1 beyond the mean.
        double log = LogGamma(shape + now) - LogGamma(shape) - LogGamma(now + 1) + (shape * Math.Log(success)) + (now * Math.Log(1 - success));
        (double sum, double term) = (1, 1);
        for (int n = now; term > 1e-12 * sum && n < now + 10_000; n++)
        {
            term *= (n + shape) / (n + 1) * (1 - success);
            sum += term;
        }

        return Math.Max(0, -(log + Math.Log(sum)) / Math.Log(10));
    }

    /// <summary>Lanczos, g = 7, n = 9: to 15 digits for what is positive.</summary>
    private static double LogGamma(double x)
    {
        ReadOnlySpan<double> c =
        [
            0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
            9.9843695780195716e-6, 1.5056327351493116e-7,
        ];
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        x -= 1;
        double sum = c[0];
        for (int n = 1; n < c.Length; n++)
            sum += c[n] / (x + n);
        double t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
