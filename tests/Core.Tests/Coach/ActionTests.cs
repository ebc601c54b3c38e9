using Shortloop.Core.Coach;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Coach;

public sealed class ActionTests : IDisposable
{
    private static readonly CoachClient Ann = CoachBench.Anonymous();

    private readonly CoachBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Record_Twice_IsOneAction()
    {
        await _bench.WarmAsync();
        DailyPlan plan = await _bench.PlanAsync(Ann);
        RecordedAction first = await _bench.DoAsync(Ann, plan, plan.Steps[0].Items[0], ItemAction.Liked);
        CoachProfile after = (await _bench.Profiles.FindAsync(Ann, default))!;
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));

        RecordedAction second = await _bench.DoAsync(Ann, plan, plan.Steps[0].Items[0], ItemAction.Liked);

        Assert.Equal((false, true, first.Action.CreatedAt), (first.Again, second.Again, second.Action.CreatedAt));
        Assert.Equal(after.ETag, (await _bench.Profiles.FindAsync(Ann, default))!.ETag);
        Assert.Single((await _bench.History.ActionsAsync(Ann, null, 50, default)).Items);
    }

    [Fact]
    public async Task Record_ByManyAtOnce_IsOneActionEach()
    {
        await _bench.WarmAsync();
        DailyPlan plan = await _bench.PlanAsync(Ann);
        PlanItem[] items = [plan.Steps[0].Items[0], plan.Steps[0].Items[1]];

        await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => items).Select(item => Task.Run(() => _bench.DoAsync(Ann, plan, item, ItemAction.Liked))));

        DailyPlan done = (await _bench.History.FindPlanAsync(Ann, plan.PlanId, default))!;
        Assert.All(done.Steps[0].Items, item => Assert.Single(item.Done));
        Assert.Equal(2, (await _bench.History.ActionsAsync(Ann, null, 50, default)).Items.Count);
        Assert.Equal(2, (await _bench.Profiles.FindAsync(Ann, default))!.Tastes.Sum(taste => taste.Weight), 1);
    }

    [Fact]
    public async Task Record_AllItemsOfAStep_CompletesIt()
    {
        await _bench.WarmAsync();
        DailyPlan plan = await _bench.PlanAsync(Ann);
        await _bench.DoAsync(Ann, plan, plan.Steps[0].Items[0], ItemAction.Watched);
        RecordedAction half = await _bench.DoAsync(Ann, plan, plan.Steps[4].Items[0], ItemAction.Searched);
        RecordedAction whole = await _bench.DoAsync(Ann, plan, plan.Steps[0].Items[1], ItemAction.Blocked);

        Assert.Equal(new PlanProgress(0, 5, 0), half.Plan.Progress);
        Assert.Equal(new PlanProgress(1, 5, 20), whole.Plan.Progress);
    }

    [Theory]
    [InlineData(0, ItemAction.Searched)]
    [InlineData(1, ItemAction.Searched)]
    [InlineData(2, ItemAction.Liked)]
    [InlineData(3, ItemAction.Watched)]
    [InlineData(4, ItemAction.Followed)]
    public async Task Record_WhatDoesNotFitTheStep_SaysWhatDoes(int step, ItemAction action)
    {
        DailyPlan plan = await _bench.PlanAsync(Ann);

        Problem? problem = (await _bench.Record.ExecuteAsync(
            Ann, new ActionWish(plan.PlanId, plan.Steps[step].Id, plan.Steps[step].Items[0].Id, action), "action_type", default)).Problem;

        Assert.Equal(["action_type"], problem?.Details?.Keys ?? []);
        Assert.Contains(PlanActions.NameOf(PlanActions.Fitting(plan.Steps[step].Action)[0]), problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_OfAnotherPlanStepOrPerson_IsNotThere()
    {
        DailyPlan plan = await _bench.PlanAsync(Ann);
        (PlanStep first, PlanStep second) = (plan.Steps[0], plan.Steps[1]);
        (CoachClient, ActionWish)[] wrong =
        [
            (Ann, new ActionWish(plan.PlanId + 1, first.Id, first.Items[0].Id, ItemAction.Watched)),
            (Ann, new ActionWish(plan.PlanId, second.Id, first.Items[0].Id, ItemAction.Watched)),
            (Ann, new ActionWish(plan.PlanId, first.Id, first.Items[0].Id + 1, ItemAction.Watched)),
            (CoachBench.Anonymous(2), new ActionWish(plan.PlanId, first.Id, first.Items[0].Id, ItemAction.Watched)),
        ];

        foreach ((CoachClient client, ActionWish wish) in wrong)
            Assert.Equal("not_found", (await _bench.Record.ExecuteAsync(client, wish, "action_type", default)).Problem?.Code);
    }

    [Fact]
    public async Task Record_Follow_TakesBackABlock()
    {
        await _bench.WarmAsync();
        DailyPlan plan = await _bench.PlanAsync(Ann);
        PlanItem item = plan.Steps[3].Items[0];
        await _bench.DoAsync(Ann, plan, item, ItemAction.Blocked);

        CoachProfile after = (await _bench.DoAsync(Ann, plan, item, ItemAction.Followed)).Profile;

        Assert.Empty(after.BlockedCreators);
        Assert.Equal([item.CreatorKey!], after.FollowedCreators);
    }

    /// <summary>The day that counts is the person's, not the server's.</summary>
    [Fact]
    public async Task Record_OnDaysInARow_MakesAStreakInThePersonsZone()
    {
        // 01:00 in Auckland.
        for (int day = 1; day <= 3; day++)
        {
            DailyPlan plan = await _bench.PlanAsync(Ann, zone: "Pacific/Auckland");
            CoachProfile profile = (await _bench.DoAsync(Ann, plan, plan.Steps[4].Items[0], ItemAction.Searched)).Profile;
            Assert.Equal((day, day), (profile.Streak.Current, profile.Streak.Longest));
            _bench.Clock.Advance(TimeSpan.FromHours(day == 1 ? 46 : 24));
            if (day == 1)
            {
                // 23:00 of the next day there: the streak is still alive.
                Assert.Equal(1, profile.Streak.On(CoachZones.Today("Pacific/Auckland", _bench.Clock.GetUtcNow())));
            }
        }

        _bench.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, (await _bench.Profiles.FindAsync(Ann, default))!.Streak.On(CoachZones.Today("Pacific/Auckland", _bench.Clock.GetUtcNow())));
    }

    [Fact]
    public async Task Record_WatchedAndNotLiked_CountsAgainstItOnceTheNextPlanIsMade()
    {
        await _bench.WarmAsync();
        DailyPlan plan = await _bench.PlanAsync(Ann);
        await _bench.DoAsync(Ann, plan, plan.Steps[0].Items[0], ItemAction.Watched);
        await _bench.DoAsync(Ann, plan, plan.Steps[0].Items[1], ItemAction.Watched);
        CoachProfile waiting = (await _bench.DoAsync(Ann, plan, plan.Steps[0].Items[1], ItemAction.Liked)).Profile;
        Assert.Equal((1, 0, 1), (waiting.Pending.Count, waiting.Distastes.Count, waiting.Tastes.Count));

        _bench.Clock.Advance(TimeSpan.FromDays(1));
        CoachProfile settled = (await _bench.MadeAsync(Ann)).Profile;

        Assert.Equal((0, 1), (settled.Pending.Count, settled.Distastes.Count));
    }

    [Fact]
    public async Task Forget_RemovesEverything()
    {
        DailyPlan plan = await _bench.PlanAsync(Ann);
        await _bench.DoAsync(Ann, plan, plan.Steps[4].Items[0], ItemAction.Searched);

        await _bench.History.ForgetAsync(Ann, default);

        Assert.Equal(0, await _bench.Store.CountAsync(Containers.Coach, Ann.Id, null, default));
    }
}
