using System.Globalization;
using Shortloop.Core.Coach.Trending;

namespace Shortloop.Core.Coach.Planning;

/// <param name="Fit">0 to 1: the share of the feed that is less like what the person liked; 0.5 for all while nothing is known of them.</param>
/// <param name="Known">They follow the creator, or liked something of theirs.</param>
/// <param name="Close">Title of what they liked that this is like; null: of nothing.</param>
/// <param name="Explore">The score where the plan wants something new.</param>
internal sealed record Ranked(Candidate Of, double Fit, double Score, double Explore, bool Known, bool Followed, string? Close);

/// <summary>
/// Scores a feed for one person, as docs/coach.md states it: what others like counts while little is known of the person, and their own taste the more the
/// more they have liked.
/// </summary>
internal static class Ranking
{
    /// <summary>So many likes are worth as much as what all others like.</summary>
    private const double HalfKnown = 3;

    private const double CreatorBonus = 0.1;
    private const double DistasteShare = 0.5;

    /// <summary>Fit from which on a reason may say that something is like what was liked.</summary>
    private const double CloseFit = 0.7;

    /// <param name="salt">Gives chance its numbers: the same for the same plan.</param>
    public static IReadOnlyList<Ranked> Of(Candidates feed, CoachProfile? profile, string salt)
    {
        (Taste Taste, float[] Vector)[] tastes = profile?.Model == feed.Model ? [.. profile.Tastes.Select(taste => (taste, Seen(feed, taste)))] : [];
        float[]? distaste = profile?.Model == feed.Model && profile.Distaste is { } disliked ? Seen(feed, disliked) : null;
        var liked = (profile?.LikedCreators ?? []).ToHashSet();
        var followed = (profile?.FollowedCreators ?? []).ToHashSet();
        double known = Confidence(tastes.Sum(taste => taste.Taste.Weight));

        (double Value, string? Label)[] near = [.. feed.All.Select(candidate => Nearest(candidate, tastes))];
        double[] fits = tastes.Length == 0 && distaste is null
            ? [.. feed.All.Select(_ => 0.5)]
            : Ranks.Of([.. feed.All.Select((candidate, i) => near[i].Value - (distaste is null ? 0 : DistasteShare * Math.Max(0, Vectors.Dot(distaste, candidate.Vector))))]);
        return [.. feed.All.Select((candidate, i) =>
        {
            double chance = PlanIds.Chance(salt, candidate.Key);
            bool follows = followed.Contains(candidate.CreatorKey), knows = follows || liked.Contains(candidate.CreatorKey);
            double strange = (0.7 * candidate.Engagement) + (0.3 * chance);
            double own = (0.2 * candidate.Engagement) + (0.8 * fits[i]);
            return new Ranked(
                candidate, fits[i], ((1 - known) * strange) + (known * own) + (knows ? CreatorBonus : 0), (0.5 * candidate.Engagement) + (0.5 * chance) - (knows ? 1 : 0),
                knows, follows, fits[i] >= CloseFit && near[i].Value > 0 ? near[i].Label : null);
        })];
    }

    /// <summary>0 to 1: how much the person's own taste counts.</summary>
    public static double Confidence(double weight) => weight / (weight + HalfKnown);

    // A taste made of one like may be an accident: it counts half.
    private static (double Value, string? Label) Nearest(Candidate candidate, (Taste Taste, float[] Vector)[] tastes)
    {
        (double best, string? label) = (0, null);
        foreach ((Taste taste, float[] vector) in tastes)
            if (Vectors.Dot(vector, candidate.Vector) * (taste.Weight / (taste.Weight + 1)) is var value && (label is null || value > best))
                (best, label) = (value, taste.Label);
        return (best, label);
    }

    private static float[] Seen(Candidates feed, Taste taste) => Vectors.From(feed.Centre, Vectors.Unpack(taste.Vector));
}

internal static class Numbers
{
    /// <summary>1.4 % as people of the language write it.</summary>
    public static string Percent(double share, string language)
    {
        double percent = share * 100;
        string number = percent.ToString(percent < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
        return language == "en" ? $"{number}%" : $"{number.Replace('.', ',')} %";
    }

    /// <summary>1.2 million as 1.2M, short in all languages alike.</summary>
    public static string Short(long number, string language)
    {
        string text = number switch
        {
            >= 1_000_000 => (number / 1e6).ToString("0.#", CultureInfo.InvariantCulture) + "M",
            >= 1_000 => (number / 1e3).ToString("0", CultureInfo.InvariantCulture) + "K",
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
        return language == "en" ? text : text.Replace('.', ',').Replace("M", language == "ru" ? " млн" : " M", StringComparison.Ordinal).Replace("K", language == "ru" ? " тыс." : " mil", StringComparison.Ordinal);
    }
}
