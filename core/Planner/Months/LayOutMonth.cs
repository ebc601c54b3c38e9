using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Planner.Months;

/// <summary>Second step: the mix of formats, and an empty item for each slot that is still to come. Items that stay keep what they have.</summary>
public sealed class LayOutMonth(IDocumentStore store, MonthReader reader, GatherBrief gather, AgentCaller agents, ItemStore items, TimeProvider clock)
{
    /// <summary>Days that are written in one call.</summary>
    private const int DaysAtOnce = 7;

    /// <returns>Ids of the items to write, in parts of a week.</returns>
    public async Task<string[][]> ExecuteAsync(PlanInput input, CancellationToken cancellation)
    {
        MonthWork work = await reader.RequireAsync(input, cancellation);
        if (input.ItemIds is { } some)
            return Weeks(await reader.OpenItemsAsync(work.Month, [.. some], cancellation));
        MonthPlan month = await MixAsync(work, cancellation);
        IReadOnlyList<MonthItem> present = await items.OfMonthAsync(input.OrgId, input.MonthId, cancellation);
        IReadOnlyList<MonthItem> laid = LayOut(month, present);
        await items.SaveAsync(input.OrgId, laid, cancellation);
        return Weeks(laid);
    }

    private async Task<MonthPlan> MixAsync(MonthWork work, CancellationToken cancellation)
    {
        var request = new FormatsRequest(
            await gather.ExecuteAsync(work.Project, work.Month, cancellation), [.. work.Month.Topics.Select(topic => topic.Topic)], PlanFormats.All);
        ModelAnswer<FormatsAnswer> answer = await agents.AskAsync<FormatsAnswer>(
            work.Project, work.Month, AgentCatalog.Formats, request, value => FormatsCheck.Problems(value, request), cancellation);
        WriteResult<MonthPlan> written = await store.PatchAsync<MonthPlan>(
            Containers.Months, work.Month.OrgId, work.Month.Id, [new(PatchKind.Set, "formats", answer.Value.Formats)], null, cancellation);
        return written.Document ?? throw new PermanentException("month_gone", "The month was deleted while it was being planned.");
    }

    private List<MonthItem> LayOut(MonthPlan month, IReadOnlyList<MonthItem> present)
    {
        DateOnly first = MonthRules.Parse(month.Month)!.Value;
        IReadOnlyList<SlotTime> slots = SlotTimes.OfMonth(first, month.PostsPerDay, TimeZoneInfo.FindSystemTimeZoneById(month.TimeZone), clock.GetUtcNow());
        IReadOnlyList<SlotAllocation.Choice> choices = SlotAllocation.Make([.. month.Topics.Select(topic => topic.Topic)], month.Formats, slots.Count);
        var staying = present.Where(item => !item.IsOpen).Select(item => item.Id).ToHashSet();
        Dictionary<string, int> variants = month.Formats.ToDictionary(share => share.Format, _ => Offset(first));
        var laid = new List<MonthItem>(slots.Count);
        foreach ((int index, SlotTime slot) in slots.Index())
        {
            SlotAllocation.Choice choice = choices[index];
            int variant = variants[choice.Format]++;
            string id = MonthItem.IdOf(month.Id, slot.Day, slot.Slot);
            if (!staying.Contains(id))
                laid.Add(Empty(month, id, slot, choice, variant));
        }

        return laid;
    }

    // Months follow each other in an author's repertoire instead of beginning it anew.
    private static int Offset(DateOnly first) => ((first.Year - 2020) * 12 + first.Month) * 13;

    private MonthItem Empty(MonthPlan month, string id, SlotTime slot, SlotAllocation.Choice choice, int variant) => new()
    {
        Id = id,
        Partition = month.OrgId,
        OrgId = month.OrgId,
        CreatedBy = month.CreatedBy,
        CreatedAt = clock.GetUtcNow(),
        MonthId = month.Id,
        ProjectId = month.ProjectId,
        Language = month.Language,
        Day = slot.Day,
        Slot = slot.Slot,
        At = slot.At,
        WallTime = slot.WallText,
        TimeZone = month.TimeZone,
        Status = ItemStatus.Empty,
        Topic = choice.Topic,
        Format = choice.Format,
        Variant = variant,
    };

    private static string[][] Weeks(IReadOnlyList<MonthItem> laid) =>
        [.. laid.GroupBy(item => (item.Day - 1) / DaysAtOnce).Select(week => week.Select(item => item.Id).ToArray())];
}
