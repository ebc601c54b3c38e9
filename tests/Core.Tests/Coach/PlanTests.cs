using Shortloop.Core.Accounts.People;
using Shortloop.Core.Coach;
using Shortloop.Core.Coach.Trending;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Coach;

public sealed class PlanTests : IDisposable
{
    private static readonly CoachClient Ann = CoachBench.Anonymous();

    private readonly CoachBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Make_WithAWarmFeed_HasFiveStepsOfTwo()
    {
        await _bench.WarmAsync();

        DailyPlan plan = await _bench.PlanAsync(Ann);

        Assert.False(plan.Template);
        Assert.Equal([PlanAction.Watch, PlanAction.Like, PlanAction.Follow, PlanAction.Block, PlanAction.Search], plan.Steps.Select(step => step.Action));
        Assert.Equal([1, 2, 3, 4, 5], plan.Steps.Select(step => step.Order));
        Assert.All(plan.Steps, step => Assert.Equal(2, step.Items.Count));
        Assert.All(plan.Steps.Take(2).SelectMany(step => step.Items), item => Assert.NotNull(item.VideoId));
        Assert.All(plan.Steps.Skip(2).SelectMany(step => step.Items), item => Assert.Null(item.VideoId));
        Assert.All(plan.Steps.SelectMany(step => step.Items), item => Assert.True(item.Reason.Length > 0 && item.Link.IsAbsoluteUri && item.Id is > 999 and < 1L << 53));
        Assert.Equal(10, plan.Steps.SelectMany(step => step.Items).Select(item => item.Id).Distinct().Count());
        Assert.Equal(4, plan.Steps.Take(2).SelectMany(step => step.Items).Select(item => item.CreatorKey).Distinct().Count());
    }

    [Fact]
    public async Task Make_TwiceOnADay_GivesTheSame()
    {
        await _bench.WarmAsync();
        DailyPlan first = await _bench.PlanAsync(Ann, zone: "Europe/Berlin");
        _bench.Clock.Advance(TimeSpan.FromHours(10));
        MadePlan again = await _bench.MadeAsync(Ann, zone: "Europe/Berlin");

        Assert.False(again.Made);
        Assert.Equal((first.PlanId, first.Steps[0].Items[0].Id), (again.Plan.PlanId, again.Plan.Steps[0].Items[0].Id));
    }

    [Fact]
    public async Task Make_ByManyAtOnce_GivesAllTheSame()
    {
        await _bench.WarmAsync();

        DailyPlan[] plans = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => _bench.PlanAsync(Ann))));

        Assert.Single(plans.Select(plan => (plan.PlanId, plan.Steps[1].Items[1].Id)).Distinct());
        Assert.Single((await _bench.History.PlansAsync(Ann, null, 50, default)).Items);
    }

    [Fact]
    public async Task Make_ForAnotherPerson_HasOtherIds()
    {
        await _bench.WarmAsync();

        DailyPlan one = await _bench.PlanAsync(Ann), other = await _bench.PlanAsync(CoachBench.Anonymous(2));

        Assert.NotEqual(one.PlanId, other.PlanId);
        Assert.Null(await _bench.History.FindPlanAsync(CoachBench.Anonymous(2), one.PlanId, default));
    }

    /// <summary>12:00 UTC is 01:00 of the next day in Auckland, and 02:00 of the same in Honolulu.</summary>
    [Theory]
    [InlineData("Pacific/Auckland", "2026-11-21", 23)]
    [InlineData("Pacific/Honolulu", "2026-11-20", 22)]
    [InlineData("Etc/UTC", "2026-11-20", 12)]
    public async Task Make_InAZone_IsForThatDay(string zone, string day, int hoursLeft)
    {
        DailyPlan plan = await _bench.PlanAsync(Ann, zone: zone);

        Assert.Equal(day, plan.Date.ToString("yyyy-MM-dd", null));
        Assert.Equal(TimeSpan.FromHours(hoursLeft), plan.RenewsAt - _bench.Clock.GetUtcNow());
        _bench.Clock.Advance(TimeSpan.FromHours(hoursLeft) - TimeSpan.FromSeconds(1));
        Assert.False((await _bench.MadeAsync(Ann, zone: zone)).Made);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await _bench.MadeAsync(Ann, zone: zone)).Made);
    }

    [Fact]
    public async Task Make_WithoutAZone_KeepsTheLastOneAndAUsersOwn()
    {
        await _bench.PlanAsync(Ann, zone: "Pacific/Auckland");
        Assert.Equal("Pacific/Auckland", (await _bench.PlanAsync(Ann)).TimeZone);

        CoachClient user = await _bench.SubscriberAsync("free");
        await _bench.Store.UpsertAsync(Containers.Users, new User
        {
            Id = user.Id,
            Partition = user.Id,
            OrgId = user.OrgId,
            CreatedBy = user.Id,
            CreatedAt = _bench.Clock.GetUtcNow(),
            Email = null,
            Name = "S",
            Language = "es",
            TimeZone = "America/Lima",
        }, default);
        DailyPlan own = await _bench.PlanAsync(user);
        Assert.Equal(("America/Lima", "es"), (own.TimeZone, own.Language));
        Assert.Equal("ru", (await _bench.PlanAsync(user, "ru-RU")).Language);
    }

    [Fact]
    public async Task Make_ForASubscriber_HasFiveToSevenAndANewOneEachSixHours()
    {
        CoachClient client = await _bench.SubscriberAsync();
        await _bench.WarmAsync();

        DailyPlan plan = await _bench.PlanAsync(client);
        _bench.Clock.Advance(TimeSpan.FromHours(6));
        MadePlan next = await _bench.MadeAsync(client);

        Assert.All(plan.Steps.Take(4), step => Assert.InRange(step.Items.Count, 5, 7));
        Assert.InRange(plan.WatchSeconds, 300, 720);
        Assert.Equal(_bench.Clock.GetUtcNow(), plan.RenewsAt);
        Assert.True(next.Made);
        Assert.Equal(plan.Date, next.Plan.Date);
        Assert.Empty(VideosOf(plan).Intersect(VideosOf(next.Plan)));
    }

    /// <summary>Whatever a person's seed lets the first choices be, they leave room for the rest.</summary>
    [Fact]
    public async Task Make_ForManySubscribers_NeverHasFewerThanFive()
    {
        await _bench.WarmAsync();
        for (int n = 0; n < 40; n++)
        {
            DailyPlan plan = await _bench.PlanAsync(await _bench.SubscriberAsync(userId: $"usr_{n}"));

            Assert.All(plan.Steps.Take(2), step => Assert.InRange(step.Items.Count, 5, 7));
            Assert.InRange(plan.WatchSeconds, 300, 720);
        }
    }

    [Fact]
    public async Task Make_OnTheDayOfAnUpgrade_GivesANewPlanAtOnce()
    {
        CoachClient client = await _bench.SubscriberAsync("free");
        await _bench.WarmAsync();
        DailyPlan free = await _bench.PlanAsync(client);
        await _bench.SubscriberAsync("pro");

        MadePlan paid = await _bench.MadeAsync(client);

        Assert.True(paid.Made);
        Assert.True(paid.Plan.Steps[0].Items.Count > free.Steps[0].Items.Count);
    }

    [Theory]
    [InlineData("fr", "learning", null, "lang", "en, ru, es")]
    [InlineData("en", "gossip", null, "category", "personal_growth, entertainment")]
    [InlineData("en", "learning", "Mars/Olympus", "tz", "IANA")]
    [InlineData("en", "learning", "W. Europe Standard Time", "tz", "IANA")]
    public async Task Make_WhatCannotBe_SaysWhatCan(string language, string category, string? zone, string field, string says)
    {
        Problem problem = (await _bench.Make.ExecuteAsync(Ann, new PlanWish(language, category, zone), WishNames.Query, default)).Problem!;

        Assert.Equal([field], problem.Details!.Keys);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        Assert.Null(await _bench.Profiles.FindAsync(Ann, default));
    }

    [Fact]
    public async Task Make_APremiumCategory_IsForSubscribers()
    {
        Assert.Equal("premium_category", (await _bench.Make.ExecuteAsync(Ann, new PlanWish("en", "food", null), WishNames.Query, default)).Problem?.Code);
        Assert.Equal("food", (await _bench.PlanAsync(await _bench.SubscriberAsync(), category: "food")).Category);
    }

    [Theory]
    [InlineData("en", "Personal Growth")]
    [InlineData("ru", "Личное развитие")]
    [InlineData("es", "Crecimiento personal")]
    public async Task Make_WhileNothingIsKnown_IsATemplateThatIsMadeAnewLater(string language, string name)
    {
        MadePlan cold = await _bench.MadeAsync(Ann, language);
        Assert.True(cold is { Plan.Template: true, Cold: true });
        Assert.All(cold.Plan.Steps, step => Assert.NotEmpty(step.Items));
        Assert.Contains(cold.Plan.Steps[0].Items, item => item.Reason.Contains(name, StringComparison.Ordinal));

        await _bench.WarmAsync(CoachBench.Growth with { Language = language });
        MadePlan warm = await _bench.MadeAsync(Ann, language);

        Assert.Equal((cold.Plan.PlanId, false), (warm.Plan.PlanId, warm.Plan.Template));
    }

    [Fact]
    public async Task Make_AfterATemplateWasBegun_KeepsIt()
    {
        DailyPlan template = await _bench.PlanAsync(Ann);
        await _bench.DoAsync(Ann, template, template.Steps[4].Items[0], ItemAction.Searched);
        await _bench.WarmAsync();

        Assert.True((await _bench.PlanAsync(Ann)).Template);
    }

    [Fact]
    public async Task Make_WhatWasBlockedOrSeen_NeverComesAgain()
    {
        CoachClient client = await _bench.SubscriberAsync();
        (var blocked, var seen) = (new HashSet<string>(), new HashSet<string>());
        for (int slot = 0; slot < 24; slot++)
        {
            await _bench.WarmAsync();
            DailyPlan plan = await _bench.PlanAsync(client);
            PlanItem[] items = [.. plan.Steps.SelectMany(step => step.Items)];
            Assert.DoesNotContain(items, item => item.CreatorKey is { } creator && blocked.Contains(creator));
            Assert.DoesNotContain(items, item => item.VideoKey is { } video && seen.Contains(video));
            await _bench.DoAsync(client, plan, plan.Steps[0].Items[0], ItemAction.Watched);
            await _bench.DoAsync(client, plan, plan.Steps[0].Items[1], ItemAction.Blocked);
            seen.Add(plan.Steps[0].Items[0].VideoKey!);
            blocked.Add(plan.Steps[0].Items[1].CreatorKey!);
            _bench.Clock.Advance(TimeSpan.FromHours(6));
        }
    }

    [Fact]
    public async Task Make_ByAnotherInstance_NeedsNothingOfTheFirstsMemory()
    {
        await _bench.WarmAsync();
        DailyPlan plan = await _bench.PlanAsync(Ann);
        _bench.Restart();

        Assert.Equal(plan.PlanId, (await _bench.PlanAsync(Ann)).PlanId);
        Assert.False((await _bench.PlanAsync(CoachBench.Anonymous(3))).Template);
    }

    [Fact]
    public async Task Make_WithLongVideos_TakesAboutTenMinutes()
    {
        await _bench.WarmAsync();
        string partition = TrendingFeed.PartitionOf(CoachBench.Growth);
        TrendingFeed feed = (await _bench.Store.ReadAsync<TrendingFeed>(Containers.CoachTrends, partition, TrendingFeed.TheId, default))!;
        await _bench.Store.UpsertAsync(Containers.CoachTrends, feed with { Videos = [.. feed.Videos.Select((video, i) => video with { Seconds = i % 3 == 0 ? 3600 : i % 3 == 1 ? 400 : 45 })] }, default);
        _bench.Restart();

        foreach (CoachClient client in (CoachClient[])[Ann, await _bench.SubscriberAsync()])
            Assert.InRange((await _bench.PlanAsync(client)).WatchSeconds, 100, 720);
    }

    private static IEnumerable<string> VideosOf(DailyPlan plan) => plan.Steps.SelectMany(step => step.Items).Select(item => item.VideoKey).OfType<string>();
}
