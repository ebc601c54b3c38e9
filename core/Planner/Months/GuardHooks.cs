using System.Globalization;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Items;

namespace Shortloop.Core.Planner.Months;

/// <summary>Looks for hooks that say what others say. They are written anew, or, when that did not help, marked for a person.</summary>
public sealed class GuardHooks(MonthReader reader, SimilarityGuard guard, ItemStore items)
{
    public const string Issue = "near_duplicate";

    /// <param name="mark">The last look: what is still too close is marked.</param>
    /// <returns>Ids of the items whose hooks have to change.</returns>
    public async Task<string[]> ExecuteAsync(PlanInput input, bool mark, CancellationToken cancellation)
    {
        MonthWork work = await reader.RequireAsync(input, cancellation);
        IReadOnlyList<MonthItem> plan = await items.OfMonthAsync(input.OrgId, input.MonthId, cancellation);
        Func<MonthItem, bool> stays = Stays(input);
        Dictionary<string, NearPair> near = (await FindAsync(guard, items, work.Month, plan, stays, cancellation)).ToDictionary(pair => pair.Later);
        MonthItem[] wrong = [.. plan.Where(item => near.ContainsKey(item.Id) && !stays(item))];
        if (mark)
            await items.SaveAsync(input.OrgId, wrong.Select(item => Mark(item, near[item.Id])), cancellation);
        return [.. wrong.Select(item => item.Id)];
    }

    internal static async Task<IReadOnlyList<NearPair>> FindAsync(
        SimilarityGuard guard, ItemStore items, MonthPlan month, IReadOnlyList<MonthItem> plan, Func<MonthItem, bool> stays, CancellationToken cancellation)
    {
        if (plan.Count == 0)
            return [];
        IReadOnlyList<MonthItem> recent = await items.AroundAsync(
            month.OrgId, month.Id, plan[0].At - SimilarityGuard.Reach, plan[^1].At + SimilarityGuard.Reach, cancellation);
        return await guard.FindAsync(plan, recent, stays, cancellation);
    }

    internal static MonthItem Mark(MonthItem item, NearPair pair) => item with
    {
        Issues =
        [
            .. item.Issues.Where(issue => issue.Code != Issue),
            new ItemIssue(Issue, string.Create(CultureInfo.InvariantCulture, $"This hook is too close to another one ({pair.Nearness.Most:0.00}). Change it, or approve it as it is."), pair.Other),
        ],
    };

    // Of a part that is made anew, the rest of the month stays.
    private static Func<MonthItem, bool> Stays(PlanInput input) => input.ItemIds is { } some
        ? item => !item.IsOpen || !some.Contains(item.Id)
        : item => !item.IsOpen;
}
