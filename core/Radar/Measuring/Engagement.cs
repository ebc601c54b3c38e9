using Shortloop.Core.Ports;

namespace Shortloop.Core.Radar.Measuring;

/// <summary>(likes + comments + shares) ÷ views, over those that the platform gives.</summary>
/// <param name="Terms">Which those are; a rate over two terms is no rate over three.</param>
public sealed record Engagement(double Rate, IReadOnlyList<string> Terms)
{
    private static readonly string[] Names = ["likes", "comments", "shares"];

    public static Engagement? Of(Observation seen) => Of(seen.Views, seen.Likes, seen.Comments, seen.Shares);

    public static Engagement? Of(PublicMetrics metrics) => Of(metrics.Views, metrics.Likes, metrics.Comments, metrics.Shares);

    /// <returns>Null: nobody has looked yet, or the platform gives none of the terms.</returns>
    private static Engagement? Of(long? views, long? likes, long? comments, long? shares)
    {
        long?[] values = [likes, comments, shares];
        string[] terms = [.. Names.Where((_, n) => values[n] is not null)];
        return views is > 0 && terms.Length > 0 ? new Engagement(Math.Round(values.Sum(value => value ?? 0) / (double)views, 5), terms) : null;
    }
}
