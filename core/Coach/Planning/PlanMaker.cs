using System.Globalization;
using Shortloop.Core.Coach.Trending;

namespace Shortloop.Core.Coach.Planning;

/// <summary>What a plan is made of.</summary>
/// <param name="Feed">Null: nothing is known yet, and the plan is a template.</param>
internal sealed record PlanMaterial(long PlanId, CoachCategory Category, string Language, CoachTerms Terms, CoachProfile Profile, Candidates? Feed);

/// <summary>Makes the five steps. Pure: the same material gives the same steps.</summary>
internal sealed class PlanMaker
{
    /// <summary>About ten minutes of watching.</summary>
    private const double WatchSeconds = 600;

    private const double TasteKnown = 0.3;

    private readonly PlanMaterial _material;
    private readonly Reasons _reasons;
    private readonly string _salt;

    private PlanMaker(PlanMaterial material)
    {
        _material = material;
        _reasons = new Reasons(material.Language, material.Category.Names[material.Language]);
        _salt = material.PlanId.ToString(CultureInfo.InvariantCulture);
    }

    public static IReadOnlyList<PlanStep> Make(PlanMaterial material) => new PlanMaker(material).Make();

    /// <summary>What of a plan is not to come again soon.</summary>
    public static IEnumerable<string> ShownIn(IEnumerable<PlanStep> steps) =>
        from step in steps
        from item in step.Items
        let key = item.VideoKey ?? (item.CreatorKey is { } creator ? ShownKey(step.Action, creator) : null)
        where key is not null
        select key;

    private static string ShownKey(PlanAction action, string creatorKey) => $"{(action == PlanAction.Follow ? "follow" : "block")} {creatorKey}";

    private PlanStep[] Make()
    {
        IReadOnlyList<Ranked> ranked = _material.Feed is { } feed ? Ranking.Of(feed, _material.Profile, _salt) : [];
        var blocked = _material.Profile.BlockedCreators.ToHashSet();
        var seen = _material.Profile.Seen.ToHashSet();
        Ranked[] open = [.. ranked.Where(one => !blocked.Contains(one.Of.CreatorKey))];
        Ranked[] videos = [.. Videos([.. open.Where(one => !seen.Contains(one.Of.Key))])];
        // What fits best is to be liked; the rest is watched.
        int watched = (videos.Length + 1) / 2;
        Ranked[] toLike = [.. videos.OrderByDescending(one => one.Fit).ThenByDescending(one => one.Score).Take(videos.Length - watched)];
        Ranked[] toWatch = [.. videos.Except(toLike)];
        int count = Math.Max(_material.Terms.MinItems, watched);
        IReadOnlyList<Ranked> toFollow = Creators(open, count, best: true, []);
        IReadOnlyList<Ranked> toBlock = Creators(open, count, best: false, [.. videos.Concat(toFollow).Select(one => one.Of.CreatorKey)]);
        return
        [
            Step(PlanAction.Watch, 1, [.. toWatch.Select(Video)]),
            Step(PlanAction.Like, 2, [.. toLike.Select(Video)]),
            Step(PlanAction.Follow, 3, [.. toFollow.Select(one => Creator(one, _reasons.ToFollow(one)))]),
            Step(PlanAction.Block, 4, [.. toBlock.Select(one => Creator(one, _reasons.ToBlock(one)))]),
            Step(PlanAction.Search, 5, [.. Queries(open, count).Select(query => Query(query.Text, _reasons.ToSearch(query.Taste)))]),
        ];
    }

    private IReadOnlyList<Ranked> Videos(Ranked[] unseen)
    {
        var shown = _material.Profile.Shown.ToHashSet();
        var amount = new Amount(2 * _material.Terms.MinItems, 2 * _material.Terms.MaxItems, WatchSeconds);
        return Selection.Choose(
            [unseen.Where(one => !shown.Contains(one.Of.Key)), unseen], amount, explore: _material.Profile.Tastes.Count > 0, _salt);
    }

    /// <summary>Creators whom the person has not decided about, each with the video that speaks most for it.</summary>
    /// <param name="best">Whom to follow; else whom not to: many views, few likes, far from the person's taste.</param>
    private Ranked[] Creators(Ranked[] open, int count, bool best, HashSet<string> but)
    {
        var followed = _material.Profile.FollowedCreators.ToHashSet();
        var shown = _material.Profile.Shown.ToHashSet();
        double known = Ranking.Confidence(_material.Profile);
        return [.. open.Where(one => !followed.Contains(one.Of.CreatorKey) && !but.Contains(one.Of.CreatorKey) && (best || !one.Known))
            .GroupBy(one => one.Of.CreatorKey)
            .Select(ofOne => (Best: best ? ofOne.MaxBy(one => one.Score)! : ofOne.MaxBy(Badness)!, Value: best ? ofOne.Average(one => one.Score) : ofOne.Average(Badness)))
            .OrderBy(creator => shown.Contains(ShownKey(best ? PlanAction.Follow : PlanAction.Block, creator.Best.Of.CreatorKey)))
            .ThenByDescending(creator => creator.Value).ThenBy(creator => creator.Best.Of.Key, StringComparer.Ordinal)
            .Take(count).Select(creator => creator.Best)];

        double Badness(Ranked one) => ((1 - known) * (1 - one.Of.Engagement)) + (known * ((0.5 * (1 - one.Of.Engagement)) + (0.5 * (1 - one.Fit))));
    }

    /// <summary>Hashtags of what fits the person best, then the category's own words; what was searched for lately comes last.</summary>
    private IEnumerable<(string Text, bool Taste)> Queries(Ranked[] open, int count)
    {
        bool knows = _material.Profile.Tastes.Count > 0 && Ranking.Confidence(_material.Profile) >= TasteKnown;
        IEnumerable<(string, bool)> own = knows
            ? open.OrderByDescending(one => one.Fit).Take(20).SelectMany(one => one.Of.Video.Hashtags.Take(2)).Where(tag => tag.Length is > 2 and <= 40)
                .GroupBy(tag => tag).OrderByDescending(tag => tag.Count()).Take((count + 1) / 2 * 3).Select(tag => (tag.Key, true))
            : [];
        string[] words = [.. _material.Category.Keywords[_material.Language]];
        int from = (int)(PlanIds.Chance(_salt, "words") * words.Length);
        var searched = _material.Profile.Searched.ToHashSet();
        var all = own.Where(query => !searched.Contains(query.Item1)).Take((count + 1) / 2)
            .Concat(words.Select((_, i) => (words[(i + from) % words.Length], false)).OrderBy(query => searched.Contains(query.Item1)))
            .DistinctBy(query => query.Item1);
        return all.Take(count);
    }

    /// <summary>A step for which nothing is known asks to search, so that no step is empty.</summary>
    private PlanStep Step(PlanAction action, int order, IReadOnlyList<PlanItem> items)
    {
        if (items.Count == 0)
        {
            string[] words = [.. _material.Category.Keywords[_material.Language]];
            items = [.. words.Skip(order - 1).Concat(words).Take(_material.Terms.MinItems).Select(word => Query(word, _reasons.Template(action)))];
        }

        long id = IdOf("step", order.ToString(CultureInfo.InvariantCulture));
        return new PlanStep(id, order, action, _reasons.Step(action), [.. items.Select(item => item with
        {
            Id = IdOf("item", order.ToString(CultureInfo.InvariantCulture), item.VideoKey ?? item.CreatorKey ?? item.Title),
        })]);
    }

    private PlanItem Video(Ranked one)
    {
        TrendingVideo video = one.Of.Video;
        return new PlanItem(
            0, video.Platform, video.Id, video.Creator, one.Of.CreatorKey, video.Title, video.Thumbnail, video.Link, _reasons.Of(one), Selection.SecondsOf(one), video.Vector);
    }

    private static PlanItem Creator(Ranked one, string reason)
    {
        TrendingVideo video = one.Of.Video;
        return new PlanItem(
            0, video.Platform, null, video.Creator, one.Of.CreatorKey, video.Creator, video.Thumbnail,
            PlatformLinks.Creator(video.Platform, video.CreatorId, video.Link), reason, null, video.Vector);
    }

    private PlanItem Query(string text, string reason)
    {
        string platform = _material.Feed?.All[0].Video.Platform ?? PlatformLinks.Usual;
        return new PlanItem(0, platform, null, "", null, text, null, PlatformLinks.Search(platform, text), reason, null, null);
    }

    private long IdOf(params string[] parts) => PlanIds.Of(_material.Profile.Seed, [_salt, .. parts]);
}
