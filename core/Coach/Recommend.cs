using Shortloop.Core.Coach.Planning;
using Shortloop.Core.Coach.Trending;

namespace Shortloop.Core.Coach;

/// <param name="EngagementScore">Likes over views, as they are; null: the platform hides one of them.</param>
public sealed record Recommendation(TrendingVideo Video, string Reason, double? EngagementScore);

/// <param name="Cold">Nothing is known of the category yet, and a refresh could change that.</param>
public sealed record Recommendations(CoachCategory Category, string Language, IReadOnlyList<Recommendation> Items, bool Cold);

/// <summary>What somebody might like now, outside of any plan. Reading it changes nothing of theirs.</summary>
public sealed class Recommend(CoachProfiles profiles, CoachEntitlements entitlements, TrendingFeeds feeds)
{
    public const int Most = 50;

    /// <param name="count">1 to <see cref="Most"/>.</param>
    public async Task<Outcome<Recommendations>> ExecuteAsync(CoachClient client, PlanWish wish, WishNames names, int count, CancellationToken cancellation)
    {
        if (!MakePlan.Read(wish, names).Succeeded(out MakePlan.Resolved? asked, out Problem? problem))
            return problem;
        if (asked.Category.Premium && !(await entitlements.OfAsync(client, cancellation)).Premium)
            return CoachProblems.Premium(asked.Category);
        var key = new FeedKey(asked.Category.Code, asked.Language);
        await feeds.AskAsync(key, cancellation);
        if (await feeds.FindAsync(key, cancellation) is not { } feed)
            return new Recommendations(asked.Category, asked.Language, [], feeds.HasSources);

        CoachProfile? profile = await profiles.FindAsync(client, cancellation);
        (var blocked, var seen) = ((profile?.BlockedCreators ?? []).ToHashSet(), (profile?.Seen ?? []).ToHashSet());
        IEnumerable<Ranked> open = Ranking.Of(feed, profile, client.Id).Where(one => !blocked.Contains(one.Of.CreatorKey) && !seen.Contains(one.Of.Key));
        var reasons = new Reasons(asked.Language, asked.Category.Names[asked.Language]);
        return new Recommendations(asked.Category, asked.Language, [.. Selection
            .Choose([open], new Amount(count, count, double.MaxValue), explore: false, client.Id)
            .Select(one => new Recommendation(one.Of.Video, reasons.Of(one), ScoreOf(one.Of.Video)))], false);
    }

    private static double? ScoreOf(TrendingVideo video) => video is { Likes: { } likes, Views: { } views and > 0 } ? (double)likes / views : null;
}
