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

    /// <summary>What an unknown length counts as.</summary>
    public const double UsualSeconds = 60;

    /// <summary>What a video is taken to need that is in no pool yet, or for which there is no room.</summary>
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
                double free = (more ? amount.Seconds * Slack : amount.Seconds) - used;
                int after = more ? amount.Min - chosen.Count - 1 : 0;
                var others = new Others(left, chosen, after);
                bool wantsNew = explore && PlanIds.Chance(salt, "explore", chosen.Count.ToString(CultureInfo.InvariantCulture)) < ExploreShare;
                // Where not even the shortest leave room for all, there are fewer.
                Ranked? best = Best(left.Where(one => SecondsOf(one) + others.Seconds(one.Of.CreatorKey) <= free), chosen, wantsNew)
                    ?? Best(left.Where(one => SecondsOf(one) + (after * LeastSeconds) <= free), chosen, wantsNew);
                if (best is null)
                    break;
                chosen.Add(best);
                left.Remove(best);
                used += SecondsOf(best);
            }
        }

        return chosen;
    }

    public static double SecondsOf(Ranked one) => one.Of.Video.Seconds ?? UsualSeconds;

    private static Ranked? Best(IEnumerable<Ranked> fitting, List<Ranked> chosen, bool wantsNew)
    {
        (Ranked? best, double bestValue) = (null, double.MinValue);
        var creators = chosen.Select(one => one.Of.CreatorKey).ToHashSet();
        foreach (Ranked one in fitting)
        {
            if (creators.Contains(one.Of.CreatorKey))
                continue;
            double value = (wantsNew ? one.Explore : one.Score) - (Sameness * chosen.Select(other => Math.Max(0, Vectors.Dot(one.Of.Vector, other.Of.Vector))).DefaultIfEmpty().Max());
            if (value > bestValue)
                (best, bestValue) = (one, value);
        }

        return best;
    }

    /// <summary>The least time that so many more videos take, each of a creator of its own: what is chosen now must leave it.</summary>
    private sealed class Others
    {
        private readonly int _count;
        private readonly Dictionary<string, double> _shortest;
        private readonly double[] _sorted;

        public Others(List<Ranked> left, List<Ranked> chosen, int count)
        {
            _count = count;
            var met = chosen.Select(one => one.Of.CreatorKey).ToHashSet();
            _shortest = left.Where(one => !met.Contains(one.Of.CreatorKey)).GroupBy(one => one.Of.CreatorKey).ToDictionary(of => of.Key, of => of.Min(SecondsOf));
            _sorted = [.. _shortest.Values.Order()];
        }

        /// <param name="but">The creator whose video is chosen now.</param>
        public double Seconds(string but)
        {
            bool within = _shortest.TryGetValue(but, out double own) && Array.IndexOf(_sorted, own) is >= 0 and var at && at < _count;
            int taken = Math.Min(within ? _count + 1 : _count, _sorted.Length);
            int found = within ? taken - 1 : taken;
            return _sorted.Take(taken).Sum() - (within ? own : 0) + (LeastSeconds * (_count - found));
        }
    }
}
