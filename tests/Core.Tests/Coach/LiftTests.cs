using Shortloop.Core.Coach;

namespace Shortloop.Core.Tests.Coach;

/// <summary>The proof that a plan learns: somebody with a known taste does theirs for two weeks.</summary>
public sealed class LiftTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Plans_OverTwoWeeks_HoldMoreOfWhatIsLiked(int seed)
    {
        using var bench = new CoachBench(seed);
        double early = 0, late = 0, random = 0;
        for (int person = 0; person < 4; person++)
        {
            CoachClient client = await bench.SubscriberAsync("coach", $"usr_{person}");
            random += bench.World.Videos().Average(video => TasteWorld.Likes(person, video.Id) ? 1.0 : 0) / 4;
        }

        for (int day = 0; day < 14; day++)
        {
            await bench.WarmAsync();
            for (int person = 0; person < 4; person++)
            {
                CoachClient client = new($"usr_{person}", Core.Organisations.Organisation.HomeOf($"usr_{person}"), Core.Organisations.Organisation.HomeOf($"usr_{person}"));
                double share = await DoPlanAsync(bench, client, person);
                if (day == 0) early += share / 4;
                if (day >= 7) late += share / 28;
            }

            bench.Clock.Advance(TimeSpan.FromDays(1));
        }

        output.WriteLine($"seed {seed}: random {random:0.000}, first day {early:0.000}, days 8 to 14 {late:0.000}, lift {late / random:0.00}");
        Assert.True(late > 1.8 * random, $"seed {seed}: {late:0.000} is not much more than chance, {random:0.000}");
        Assert.True(late > early, $"seed {seed}: {late:0.000} after a week, {early:0.000} on the first day");
    }

    private static async Task<double> DoPlanAsync(CoachBench bench, CoachClient client, int person)
    {
        DailyPlan plan = await bench.PlanAsync(client);
        (int shown, int liked) = (0, 0);
        foreach (PlanItem item in plan.Steps.Where(step => step.Action is PlanAction.Watch or PlanAction.Like).SelectMany(step => step.Items).Where(item => item.VideoId is not null))
        {
            shown++;
            bool likes = TasteWorld.Likes(person, item.VideoId!);
            liked += likes ? 1 : 0;
            await bench.DoAsync(client, plan, item, likes ? ItemAction.Liked : ItemAction.Watched);
        }

        return (double)liked / shown;
    }
}
