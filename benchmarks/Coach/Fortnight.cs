using Shortloop.Adapters.Builtin;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core.Billing;
using Shortloop.Core.Coach;
using Shortloop.Core.Coach.Trending;
using Shortloop.Core.Ports;
using Shortloop.Sandbox.World;

namespace Shortloop.Bench.Coach;

/// <param name="Shares">For each of the days, the share of a plan's videos that their people like.</param>
/// <param name="Random">The same of all videos that plans could be made of, days 8 to 14: what choosing by chance would give.</param>
internal sealed record FortnightResult(double[] Shares, double Random)
{
    public double Late => Shares[7..].Average();

    /// <summary>Least squares, a day.</summary>
    public double Slope
    {
        get
        {
            double middle = (Shares.Length - 1) / 2.0, mean = Shares.Average();
            return Shares.Select((share, day) => (day - middle) * (share - mean)).Sum() / Shares.Select((_, day) => (day - middle) * (day - middle)).Sum();
        }
    }
}

/// <summary>People with known tastes do their daily plan for 14 simulated days, through the use cases and the real store.</summary>
internal static class Fortnight
{
    private const int People = 12;
    private const int Days = 14;

    /// <param name="premium">Five to seven videos a step, of which one plan a day is done; else two.</param>
    public static async Task<FortnightResult> RunAsync(ulong seed, bool premium)
    {
        var folder = Directory.CreateTempSubdirectory("shortloop-bench-").FullName;
        try
        {
            return await RunAsync(seed, premium, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<FortnightResult> RunAsync(ulong seed, bool premium, string folder)
    {
        var clock = new SimulatedClock(new(2026, 5, 4, 7, 0, 0, TimeSpan.Zero));
        using var store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(folder, "documents.db")), clock);
        var world = new CreatorWorld(seed);
        var coach = new Installed(store, [new WorldSource(world, clock)], clock, premium);
        var people = Enumerable.Range(0, People).Select(i => (Client: Anonymous(seed, i), Person: world.Person(((ulong)i * 977) + seed))).ToArray();
        // What they ask for is what they care for, as far as it is free and in the person's language.
        var wishes = people.Select(one => new PlanWish(
            CoachLanguage.Find(one.Person.Language)?.Code ?? "en", CoachCategory.All.Where(c => !c.Premium).MaxBy(c => one.Person.Categories.Contains(c.Code))!.Code, null)).ToArray();

        var shares = new double[Days];
        var random = new List<double>();
        for (var day = 0; day < Days; day++)
        {
            foreach (var key in wishes.Select(wish => new FeedKey(wish.Category!, wish.Language!)).Distinct())
                await coach.RefreshAsync(key);
            for (var i = 0; i < People; i++)
            {
                var (client, person) = people[i];
                shares[day] += await DoAsync(coach, client, person, world, wishes[i]) / People;
                if (day >= 7)
                    random.Add(await coach.ShareAsync(new FeedKey(wishes[i].Category!, wishes[i].Language!), id => person.Likes(world.FindVideo(id)!)));
            }

            clock.Advance(TimeSpan.FromDays(1));
        }

        return new(shares, random.Average());
    }

    /// <returns>Share of the videos in the plan that they like.</returns>
    private static async Task<double> DoAsync(Installed coach, CoachClient client, WorldPerson person, CreatorWorld world, PlanWish wish)
    {
        var plan = await coach.PlanAsync(client, wish);
        var liked = new List<bool>();
        foreach (var (step, item) in plan.Steps.SelectMany(step => step.Items.Select(item => (step, item))))
        {
            if (item.VideoId is { } id)
            {
                var likes = person.Likes(world.FindVideo(id)!);
                liked.Add(likes);
                await coach.DoAsync(client, plan, item, likes ? ItemAction.Liked : ItemAction.Watched);
            }
            else if (item.CreatorKey is { } key && world.FindCreator(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]) is { } creator)
            {
                var (good, bad) = (creator.Topics.Count(person.Topics.Contains), creator.Topics.Count(person.DislikedTopics.Contains));
                if (step.Action == PlanAction.Follow && good > bad)
                    await coach.DoAsync(client, plan, item, ItemAction.Followed);
                if (step.Action == PlanAction.Block && bad > good)
                    await coach.DoAsync(client, plan, item, ItemAction.Blocked);
            }
        }

        return liked.Count == 0 ? 0 : liked.Average(one => one ? 1.0 : 0);
    }

    private static CoachClient Anonymous(ulong seed, int person) =>
        CoachClient.OfAnonymous(FormattableString.Invariant($"bench-person-{seed}-{person}")).Succeeded(out var client, out _) ? client : throw new InvalidOperationException();

    /// <summary>Coach without its hosts.</summary>
    private sealed class Installed(IDocumentStore store, ITrendSource[] sources, TimeProvider clock, bool premium)
    {
        private static readonly BuiltinEmbedder Embedder = new();
        private readonly PriceList _prices = PriceList.Default with { Tiers = [PriceList.Default.Of(premium ? "coach" : "free")] };
        private TrendingFeeds _feeds = new(store, sources, clock);

        private CoachProfiles Profiles => new(store, clock);

        public async Task RefreshAsync(FeedKey key)
        {
            await new RefreshTrending(store, sources, Embedder, _feeds, clock).ExecuteAsync(key, default);
            _feeds = new TrendingFeeds(store, sources, clock);
        }

        public async Task<double> ShareAsync(FeedKey key, Func<string, bool> likes) =>
            (await store.ReadAsync<TrendingFeed>(Containers.CoachTrends, TrendingFeed.PartitionOf(key), TrendingFeed.TheId, default))!.Videos.Average(video => likes(video.Id) ? 1.0 : 0);

        public async Task<DailyPlan> PlanAsync(CoachClient client, PlanWish wish)
        {
            var make = new MakePlan(store, Profiles, new CoachEntitlements(new Entitlements(store, _prices, clock), _prices), _feeds, clock);
            return (await make.ExecuteAsync(client, wish, WishNames.Query, default)).Succeeded(out var made, out var problem) ? made.Plan : throw new InvalidOperationException(problem.Message);
        }

        public async Task DoAsync(CoachClient client, DailyPlan plan, PlanItem item, ItemAction action)
        {
            if ((await new RecordAction(store, Profiles, clock).ExecuteAsync(client, new ActionWish(plan.PlanId, null, item.Id, action), "", default)).Problem is { } problem)
                throw new InvalidOperationException(problem.Message);
        }
    }
}
