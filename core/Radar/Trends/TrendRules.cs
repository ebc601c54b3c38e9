namespace Shortloop.Core.Radar.Trends;

/// <summary>From when on something is called a trend. Data; the figures were tuned on simulated worlds that are not among those reported.</summary>
/// <param name="MinCreators">Different creators within the window: one big video, or one busy creator, is no trend.</param>
/// <param name="MinLift">Times its usual share: what is large and steady is no trend.</param>
/// <param name="MinSurprise">−log10 of the chance of a false alarm, over all keys of its type in one analysis.</param>
/// <param name="MinOutlier">Its videos' viral scores over everybody's, where they are known: what many do and nobody watches is no trend.</param>
/// <param name="StayLift">A trend goes on as long as it has this lift.</param>
/// <param name="SameVideos">Share of its recent videos that lie within a stronger trend: then it is that trend under another name.</param>
public sealed record TrendRules(int MinCreators, double MinLift, double MinSurprise, double MinOutlier, double StayLift, double SameVideos)
{
    public static readonly TrendRules Default = new(MinCreators: 4, MinLift: 1.8, MinSurprise: 0.8, MinOutlier: 0.5, StayLift: 1.5, SameVideos: 0.6);

    /// <summary>Fewer known viral scores have no median.</summary>
    internal const int MinKnown = 3;

    public bool Rises(TrendParts parts) =>
        parts.Creators >= MinCreators && parts.Lift >= MinLift && parts.Surprise >= MinSurprise && !(parts.Outlier < MinOutlier);

    public bool GoesOn(TrendParts parts) => parts.Creators >= 3 && parts.Lift >= StayLift;

    /// <summary>0 to 100: 100 × surprise part × outlier part × creators part, each 0 to 1.</summary>
    public static double Score(TrendParts parts)
    {
        double surprise = Math.Clamp(parts.Surprise / 8, 0, 1);
        double outlier = parts.Outlier is { } known ? Math.Clamp(Math.Log2(1 + known) / 2, 0.25, 1) : 0.6;
        double creators = 1 - Math.Pow(2, -parts.Creators / 6.0);
        return Math.Round(100 * surprise * outlier * creators, 1);
    }
}
