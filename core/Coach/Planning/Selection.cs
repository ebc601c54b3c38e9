using System.Globalization;

namespace Shortloop.Core.Coach.Planning;

/// <summary>How many videos, and how long they may take in all.</summary>
/// <param name="Min">Chosen as long as there are any.</param>
/// <param name="Max">Chosen while they fit into <paramref name="Seconds"/>.</param>
/// <param name="Seconds">Of watching, about.</param>
internal sealed record Amount(int Min, int Max, double Seconds);

/// <summary>
/// Greedy choice by maximal marginal relevance (Carbonell and Goldstein, 1998): the best score, less what is too much like the ones chosen already. Each
/// creator once, as long as there are others.
/// </summary>
internal static class Selection
{
    private const double Sameness = 0.2;
    private const double ExploreShare = 0.08;

    /// <summary>What an unknown length counts as, and what each video that is still to come needs at least.</summary>
    public const double UsualSeconds = 60;

    private const double LeastSeconds = 15;
    private const double Slack = 1.2;

    /// <param name="pools">The better first; the next is looked at when one has nothing more to give.</param>
    /// <param name="explore">Whether now and then something new is wanted; where nothing is known of the person, everything is new.</param>
    public static IReadOnlyList<Ranked> Choose(IEnumerable<IEnumerable<Ranked>> pools, Amount amount, bool explore, string salt)
    {
        var chosen = new List<Ranked>();
        double used = 0;
        foreach (IEnumerable<Ranked> pool in pools)
        {
            List<Ranked> left = [.. pool.ExceptBy(chosen.Select(one => one.Of.Key), one => one.Of.Key)];
            while (left.Count > 0 && chosen.Count < amount.Max)
            {
                bool more = chosen.Count < amount.Min;
                double free = more ? (amount.Seconds * Slack) - used - (LeastSeconds * (amount.Min - chosen.Count - 1)) : amount.Seconds - used;
                bool wantsNew = explore && PlanIds.Chance(salt, "explore", chosen.Count.ToString(CultureInfo.InvariantCulture)) < ExploreShare;
                if (Best(left, chosen, free, wantsNew) is not { } best)
                    break;
                chosen.Add(best);
                left.Remove(best);
                used += SecondsOf(best);
            }
        }

        return chosen;
    }

    public static double SecondsOf(Ranked one) => one.Of.Video.Seconds ?? UsualSeconds;

    private static Ranked? Best(List<Ranked> left, List<Ranked> chosen, double free, bool wantsNew)
    {
        (Ranked? best, double bestValue) = (null, double.MinValue);
        var creators = chosen.Select(one => one.Of.CreatorKey).ToHashSet();
        foreach (Ranked one in left)
        {
            if (SecondsOf(one) > free || creators.Contains(one.Of.CreatorKey))
                continue;
            double value = (wantsNew ? one.Explore : one.Score) - (Sameness * chosen.Select(other => Math.Max(0, Vectors.Dot(one.Of.Vector, other.Of.Vector))).DefaultIfEmpty().Max());
            if (value > bestValue)
                (best, bestValue) = (one, value);
        }

        return best;
    }
}
