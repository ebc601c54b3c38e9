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
    /// <summary>So many outcomes are worth as much as what all others like.</summary>
    private const double HalfKnown = 3;

    private const double CreatorBonus = 0.1;

    /// <summary>Outcomes, half of them liked, that every video is taken to have had.</summary>
    private const double Prior = 0.5;

    /// <summary>Fit from which on a reason may say that something is like what was liked, and how alike it must be.</summary>
    private const double CloseFit = 0.7;

    private const double Alike = 0.2;

    /// <param name="salt">Gives chance its numbers: the same for the same plan.</param>
    public static IReadOnlyList<Ranked> Of(Candidates feed, CoachProfile? profile, string salt)
    {
        bool comparable = profile?.Model == feed.Model;
        Known[] liked = comparable ? [.. profile!.Tastes.Select(taste => new Known(feed, taste))] : [];
        Known[] passed = comparable ? [.. profile!.Distastes.Select(taste => new Known(feed, taste))] : [];
        var likedCreators = (profile?.LikedCreators ?? []).ToHashSet();
        var followed = (profile?.FollowedCreators ?? []).ToHashSet();
        double known = comparable ? Confidence(profile!) : 0;
        double[] fits = Ranks.Of([.. feed.All.Select(candidate => LikeChance(candidate, liked, passed))]);
        return [.. feed.All.Select((candidate, i) =>
        {
            double chance = PlanIds.Chance(salt, candidate.Key);
            bool follows = followed.Contains(candidate.CreatorKey), knows = follows || likedCreators.Contains(candidate.CreatorKey);
            double strange = (0.7 * candidate.Engagement) + (0.3 * chance);
            double own = (0.15 * candidate.Engagement) + (0.85 * fits[i]);
            return new Ranked(
                candidate, fits[i], ((1 - known) * strange) + (known * own) + (knows ? CreatorBonus : 0), (0.5 * candidate.Engagement) + (0.5 * chance) - (knows ? 1 : 0),
                knows, follows, fits[i] >= CloseFit ? Closest(candidate, liked) : null);
        })];
    }

    /// <summary>0 to 1: how much the person's own taste counts.</summary>
    public static double Confidence(CoachProfile profile)
    {
        double weight = profile.Tastes.Sum(taste => taste.Weight) + profile.Distastes.Sum(taste => taste.Weight);
        return weight / (weight + HalfKnown);
    }

    /// <summary>Kernel regression (Nadaraya, Watson 1964) over what the person did, drawn towards one half: the share of likes among what is like this.</summary>
    private static double LikeChance(Candidate candidate, Known[] liked, Known[] passed)
    {
        double likes = liked.Sum(known => known.CountsFor(candidate)), passes = passed.Sum(known => known.CountsFor(candidate));
        return ((Prior / 2) + likes) / (Prior + likes + passes);
    }

    private static string? Closest(Candidate candidate, Known[] liked) => liked.Select(known => (known, Cosine: known.CosineTo(candidate)))
        .Where(pair => pair.Cosine >= Alike).OrderByDescending(pair => pair.Cosine).FirstOrDefault().known?.Taste.Label;

    /// <summary>A taste, seen from a feed's centre.</summary>
    private sealed class Known(Candidates feed, Taste taste)
    {
        private readonly float[] _vector = Vectors.From(feed.Centre, Vectors.Unpack(taste.Vector));

        public Taste Taste => taste;

        public double CosineTo(Candidate candidate) => Vectors.Dot(_vector, candidate.Vector);

        /// <summary>Its weight, by how alike they are.</summary>
        public double CountsFor(Candidate candidate) => CosineTo(candidate) is > 0 and var cosine ? taste.Weight * cosine * cosine * cosine : 0;
    }
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
