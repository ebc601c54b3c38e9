using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Planner.Items;

namespace Shortloop.Core.Planner.Months;

/// <summary>Script: outline, storyboard, caption and prompts for each of some items.</summary>
public sealed class WriteOutlines(MonthReader reader, GatherBrief gather, AgentCaller agents, ItemStore items)
{
    public async Task ExecuteAsync(PlanInput input, IReadOnlyList<string> itemIds, CancellationToken cancellation)
    {
        MonthWork work = await reader.RequireAsync(input, cancellation);
        IReadOnlyList<MonthItem> open = [.. (await reader.OpenItemsAsync(work.Month, [.. itemIds], cancellation)).Where(item => item.Hook.Length > 0)];
        if (open.Count == 0)
            return;
        var request = new OutlinesRequest(
            await gather.ExecuteAsync(work.Project, work.Month, cancellation),
            [.. open.Select(item => new OutlineSlot(item.Id, item.Topic, item.Format, item.Variant, item.Hook, item.Wish))]);
        ModelAnswer<OutlinesAnswer> answer = await agents.AskAsync<OutlinesAnswer>(
            work.Project, work.Month, AgentCatalog.Outlines, request, value => OutlinesCheck.Problems(value, request), cancellation);
        Dictionary<string, WrittenOutline> written = answer.Value.Outlines.ToDictionary(outline => outline.Id);
        await items.SaveAsync(input.OrgId, open.Select(item => Fill(item, written[item.Id])), cancellation);
    }

    private static MonthItem Fill(MonthItem item, WrittenOutline written) => item with
    {
        Outline = written.Outline,
        Storyboard = written.Storyboard,
        Caption = written.Caption,
        Hashtags = written.Hashtags,
        CallToAction = written.CallToAction,
        Prompts = new ItemPrompts(written.VideoPrompt, written.VoicePrompt),
        // A chain of agents is as sure as its least sure one.
        Confidence = Math.Min(item.Confidence, written.Confidence),
    };
}
