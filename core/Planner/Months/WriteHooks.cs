using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Planner.Items;

namespace Shortloop.Core.Planner.Months;

/// <summary>Creative director: a hook for each of some items, unlike those of the plan and of the last 90 days.</summary>
public sealed class WriteHooks(MonthReader reader, GatherBrief gather, AgentCaller agents, ItemStore items)
{
    /// <summary>What a model can keep in view.</summary>
    private const int MostTaken = 400;

    public async Task ExecuteAsync(PlanInput input, IReadOnlyList<string> itemIds, CancellationToken cancellation)
    {
        MonthWork work = await reader.RequireAsync(input, cancellation);
        IReadOnlyList<MonthItem> open = await reader.OpenItemsAsync(work.Month, [.. itemIds], cancellation);
        if (open.Count == 0)
            return;
        var request = new HooksRequest(
            await gather.ExecuteAsync(work.Project, work.Month, cancellation),
            [.. open.Select(item => new HookSlot(item.Id, item.Day, item.Slot, item.Topic, item.Format, item.Variant, item.Hook, item.Wish))],
            await TakenAsync(work.Month, [.. itemIds], cancellation));
        ModelAnswer<HooksAnswer> answer = await agents.AskAsync<HooksAnswer>(
            work.Project, work.Month, AgentCatalog.Hooks, request, value => HooksCheck.Problems(value, request), cancellation);
        Dictionary<string, WrittenHook> written = answer.Value.Hooks.ToDictionary(hook => hook.Id);
        await items.SaveAsync(input.OrgId, open.Select(item => item with
        {
            Hook = written[item.Id].Hook.Trim(),
            Angle = written[item.Id].Angle.Trim(),
            Confidence = written[item.Id].Confidence,
            Rationale = written[item.Id].Rationale,
            Model = answer.Model,
            Issues = [],
            Score = null,
        }), cancellation);
    }

    // What is to be replaced is taken as well, or it would come again.
    private async Task<IReadOnlyList<string>> TakenAsync(MonthPlan month, HashSet<string> writing, CancellationToken cancellation)
    {
        IReadOnlyList<MonthItem> own = await items.OfMonthAsync(month.OrgId, month.Id, cancellation);
        IReadOnlyList<MonthItem> recent = await items.AroundAsync(
            month.OrgId, month.Id, own[0].At - SimilarityGuard.Reach, own[^1].At + SimilarityGuard.Reach, cancellation);
        return
        [
            .. own.OrderByDescending(item => writing.Contains(item.Id)).Concat(recent.Reverse())
                .Select(item => item.Hook).Where(hook => hook.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTaken),
        ];
    }
}
