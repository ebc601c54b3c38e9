using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Planner.Items;

namespace Shortloop.Core.Planner.Months;

/// <summary>Judge: a score for each of some items, and what should be different where it is too low.</summary>
public sealed class JudgeItems(MonthReader reader, GatherBrief gather, AgentCaller agents, ItemStore items)
{
    public const string Issue = "judge";

    /// <param name="last">What is still too weak is marked for a person.</param>
    /// <returns>Ids of those to be written anew.</returns>
    public async Task<string[]> ExecuteAsync(PlanInput input, IReadOnlyList<string> itemIds, bool last, CancellationToken cancellation)
    {
        MonthWork work = await reader.RequireAsync(input, cancellation);
        IReadOnlyList<MonthItem> open = [.. (await reader.OpenItemsAsync(work.Month, [.. itemIds], cancellation)).Where(item => item.Outline.Count > 0)];
        if (open.Count == 0)
            return [];
        var request = new JudgeRequest(
            await gather.ExecuteAsync(work.Project, work.Month, cancellation), HooksCheck.LongestHook,
            [.. open.Select(item => new JudgedItem(item.Id, item.Topic, item.Format, item.Hook, item.Outline, item.Caption))]);
        ModelAnswer<JudgeAnswer> answer = await agents.AskAsync<JudgeAnswer>(
            work.Project, work.Month, AgentCatalog.Judge, request, value => JudgeCheck.Problems(value, request), cancellation);
        Dictionary<string, Verdict> verdicts = answer.Value.Verdicts.ToDictionary(verdict => verdict.Id);
        await items.SaveAsync(input.OrgId, open.Select(item => Judge(item, verdicts[item.Id], last)), cancellation);
        return last ? [] : [.. open.Select(item => item.Id).Where(id => verdicts[id].Score < JudgeCheck.Enough)];
    }

    private static MonthItem Judge(MonthItem item, Verdict verdict, bool last) => verdict.Score >= JudgeCheck.Enough
        ? item with { Score = verdict.Score }
        : item with
        {
            Score = verdict.Score,
            Wish = string.Join(' ', verdict.Problems),
            Issues = last ? [.. item.Issues.Where(issue => issue.Code != Issue), new ItemIssue(Issue, string.Join(' ', verdict.Problems))] : item.Issues,
        };
}
