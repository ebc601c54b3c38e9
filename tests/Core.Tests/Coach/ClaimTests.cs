using Shortloop.Core.Coach;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Coach;

public sealed class ClaimTests : IDisposable
{
    private static readonly CoachClient Ann = CoachBench.Anonymous();

    private readonly CoachBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Claim_ByANewUser_MovesAllAndKeepsTodaysPlan()
    {
        await _bench.WarmAsync();
        DailyPlan plan = await _bench.PlanAsync(Ann);
        CoachProfile before = (await _bench.DoAsync(Ann, plan, plan.Steps[0].Items[0], ItemAction.Liked)).Profile;
        CoachClient user = await _bench.SubscriberAsync("free");

        ClaimedHistory claimed = await ClaimAsync(user);

        Assert.Equal((2, 1), (claimed.Moved, claimed.Profile!.Streak.Current));
        MadePlan same = await _bench.MadeAsync(user);
        Assert.Equal((plan.PlanId, false), (same.Plan.PlanId, same.Made));
        Assert.Single(same.Plan.Steps[0].Items[0].Done);
        Assert.Equal((before.Number(), 1), (same.Profile.Number(), same.Profile.Tastes.Count));
        Assert.Equal(0, await _bench.Store.CountAsync(Containers.Coach, Ann.Id, null, default));
    }

    [Fact]
    public async Task Claim_Twice_AddsOnce()
    {
        await _bench.WarmAsync();
        CoachClient user = await _bench.SubscriberAsync("free");
        DailyPlan own = await _bench.PlanAsync(user);
        await _bench.DoAsync(user, own, own.Steps[0].Items[0], ItemAction.Liked);
        DailyPlan plan = await _bench.PlanAsync(Ann);
        await _bench.DoAsync(Ann, plan, plan.Steps[0].Items[1], ItemAction.Liked);

        ClaimedHistory first = await ClaimAsync(user), again = await ClaimAsync(user);

        Assert.Equal((2, 0), (first.Moved, again.Moved));
        Assert.Equal(2, again.Profile!.Tastes.Sum(taste => taste.Weight), 1);
        Assert.Equal(2, (await _bench.History.ActionsAsync(user, null, 50, default)).Items.Count);
        Assert.Equal(own.PlanId, (await _bench.PlanAsync(user)).PlanId);
        Assert.NotNull(await _bench.History.FindPlanAsync(user, plan.PlanId, default));
    }

    /// <summary>Cut off after the mark and the copies: the client is closed, no one else gets it, and the same user ends it.</summary>
    [Fact]
    public async Task Claim_CutOff_IsGoneOnWithByTheSameUserOnly()
    {
        await _bench.WarmAsync();
        DailyPlan plan = await _bench.PlanAsync(Ann);
        CoachProfile profile = (await _bench.DoAsync(Ann, plan, plan.Steps[0].Items[0], ItemAction.Liked)).Profile;
        CoachClient user = await _bench.SubscriberAsync("free"), other = await _bench.SubscriberAsync("free", "usr_other");
        CoachProfile stored = (await _bench.Profiles.FindAsync(Ann, default))!;
        await _bench.Store.ReplaceAsync(Containers.Coach, stored with { ClaimedBy = user.Id }, default);

        Assert.Equal("client_claimed", (await _bench.Claim.ExecuteAsync(other, Ann, default)).Problem?.Code);
        Assert.Equal("client_claimed", (await _bench.Make.ExecuteAsync(Ann, new PlanWish(null, null, null), WishNames.Query, default)).Problem?.Code);
        Assert.Equal(
            "client_claimed",
            (await _bench.Record.ExecuteAsync(Ann, new ActionWish(plan.PlanId, null, plan.Steps[0].Items[1].Id, ItemAction.Liked), "action", default)).Problem?.Code);
        Assert.Equal(2, (await ClaimAsync(user)).Moved);
        Assert.Equal(profile.Number(), (await _bench.Profiles.FindAsync(user, default))!.Number());
    }

    [Fact]
    public async Task Claim_OfWhatIsNotThere_MovesNothing() => Assert.Equal(0, (await ClaimAsync(await _bench.SubscriberAsync())).Moved);

    [Theory]
    [InlineData("short")]
    [InlineData("0123456789abcde")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e/x")]
    [InlineData("0f8fad5b d9cb 469f a165 70867728950e")]
    public void Client_WithABadId_IsRefused(string id) => Assert.Equal(["X-Client-Id"], CoachClient.OfAnonymous(id).Problem?.Details?.Keys ?? []);

    [Fact]
    public void Client_ById_KeepsTheIdNowhere() => Assert.DoesNotContain("0f8fad5b", CoachBench.Anonymous().ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData(3, 10, 2, 7, 5)]
    [InlineData(3, 10, 3, 9, 4)]
    [InlineData(3, 10, 2, 5, 3)]
    [InlineData(0, 0, 2, 5, 2)]
    public void Streak_Merged_IsOneRowWhereTheyTouch(int current, int lastDay, int otherCurrent, int otherLast, int merged)
    {
        Streak one = current == 0 ? Streak.None : new Streak(current, current, new DateOnly(2026, 5, lastDay));
        var other = new Streak(otherCurrent, otherCurrent, new DateOnly(2026, 5, otherLast));

        Assert.Equal((merged, merged), (one.Merge(other).Current, other.Merge(one).Current));
    }

    private async Task<ClaimedHistory> ClaimAsync(CoachClient user)
    {
        Outcome<ClaimedHistory> outcome = await _bench.Claim.ExecuteAsync(user, Ann, default);
        return outcome.Succeeded(out ClaimedHistory? claimed, out Problem? problem) ? claimed : throw new InvalidOperationException(problem.Message);
    }
}
