using Shortloop.Core.Billing;
using Shortloop.Core.Coach;
using Shortloop.Core.Coach.Trending;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Coach;

/// <summary>Coach on the real store, with a world of videos that is made up.</summary>
internal sealed class CoachBench : IDisposable
{
    public static readonly FeedKey Growth = new("personal_growth", "en");

    private readonly Workbench _bench = new();

    public CoachBench(int seed = 1, bool withSource = true)
    {
        World = new TasteWorld(seed, _bench.Clock);
        Sources = withSource ? [World] : [];
        Feeds = new TrendingFeeds(Store, Sources, Clock);
    }

    public TasteWorld World { get; }

    public ITrendSource[] Sources { get; }

    public ITrendSource[] MoreSources { get; set; } = [];

    public HashEmbedder Embedder { get; } = new();

    public ManualClock Clock => _bench.Clock;

    public IDocumentStore Store => _bench.Store;

    public TrendingFeeds Feeds { get; private set; }

    public CoachProfiles Profiles => new(Store, Clock);

    public CoachEntitlements Terms => new(new Entitlements(Store, PriceList.Default, Clock), PriceList.Default);

    public MakePlan Make => new(Store, Profiles, Terms, Feeds, Clock);

    public RecordAction Record => new(Store, Profiles, Clock);

    public CoachHistory History => new(Store);

    public ClaimHistory Claim => new(Store, Profiles, History);

    public Recommend Recommend => new(Profiles, Terms, Feeds);

    public RefreshTrending Refresh => new(Store, [.. Sources, .. MoreSources], Embedder, Feeds, Clock);

    public DueFeeds Due => new(Store, Clock);

    /// <summary>Another instance, which has read nothing yet.</summary>
    public void Restart() => Feeds = new TrendingFeeds(Store, Sources, Clock);

    public async Task WarmAsync(FeedKey? key = null)
    {
        await Refresh.ExecuteAsync(key ?? Growth, default);
        Restart();
    }

    public static CoachClient Anonymous(int number = 1)
    {
        Assert.True(CoachClient.OfAnonymous($"0f8fad5b-d9cb-469f-a165-{number:000000000000}").Succeeded(out CoachClient? client, out _));
        return client;
    }

    public async Task<CoachClient> SubscriberAsync(string tier = "coach", string userId = "usr_sub")
    {
        string orgId = Organisation.HomeOf(userId);
        await Store.UpsertAsync(Containers.Organisations, new Organisation
        {
            Id = orgId,
            Partition = orgId,
            OrgId = orgId,
            CreatedBy = userId,
            CreatedAt = Clock.GetUtcNow(),
            Name = "Sub",
            Tier = tier,
        }, default);
        return new CoachClient(userId, orgId, orgId);
    }

    public async Task<DailyPlan> PlanAsync(CoachClient client, string? language = null, string? category = null, string? zone = null) =>
        (await MadeAsync(client, language, category, zone)).Plan;

    public async Task<MadePlan> MadeAsync(CoachClient client, string? language = null, string? category = null, string? zone = null)
    {
        Outcome<MadePlan> outcome = await Make.ExecuteAsync(client, new PlanWish(language, category, zone), WishNames.Query, default);
        return outcome.Succeeded(out MadePlan? made, out Problem? problem) ? made : throw new InvalidOperationException(problem.Message);
    }

    public async Task<RecordedAction> DoAsync(CoachClient client, DailyPlan plan, PlanItem item, ItemAction action)
    {
        Outcome<RecordedAction> outcome = await Record.ExecuteAsync(client, new ActionWish(plan.PlanId, null, item.Id, action), "action_type", default);
        return outcome.Succeeded(out RecordedAction? recorded, out Problem? problem) ? recorded : throw new InvalidOperationException(problem.Message);
    }

    public void Dispose() => _bench.Dispose();
}
