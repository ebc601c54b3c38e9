using System.Globalization;
using Shortloop.Core.Accounts;
using Shortloop.Core.Compliance;
using Shortloop.Core.Models;
using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Planner.Produce;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Planner.Items;

/// <summary>What somebody wants to be different. Null leaves a thing as it is; lists and prompts are replaced as a whole.</summary>
/// <param name="WallTime">On the month's wall clock, within the month: <c>2026-12-01T09:30</c>.</param>
public sealed record ItemChange(
    string? Topic = null,
    string? Hook = null,
    IReadOnlyList<string>? Outline = null,
    IReadOnlyList<StoryboardShot>? Storyboard = null,
    string? Caption = null,
    IReadOnlyList<string>? Hashtags = null,
    string? CallToAction = null,
    ItemPrompts? Prompts = null,
    string? WallTime = null);

/// <summary>A person's edits. The guard and the policy look at what was written; words that change after an approval need another.</summary>
public sealed class EditItem(IDocumentStore store, ItemStore items, SimilarityGuard guard, PolicyEngine policy, DueIndex due, TimeProvider clock)
{
    public static readonly Problem Planning = new(
        ProblemKind.Conflict, "month_being_planned", "This month is being planned just now. Wait until its job is over.");

    private static readonly Problem UnderWay = new(
        ProblemKind.Conflict, "item_under_way", "This item's short is being made or is there already. Change its post instead.");

    public async Task<Outcome<MonthItem>> ChangeAsync(Principal caller, string itemId, ItemChange change, string? etag, CancellationToken cancellation)
    {
        if (!(await FindAsync(caller, itemId, cancellation)).Succeeded(out (MonthItem Item, MonthPlan Month) found, out Problem? problem))
            return problem;
        if (etag is not null && etag != found.Item.ETag)
            return Problem.ChangedMeanwhile;
        if (found.Item.Status == ItemStatus.Producing)
            return UnderWay;
        if (!Apply(found.Item, change).Succeeded(out MonthItem? changed, out problem))
            return problem;
        changed = await JudgeAsync(found.Month, changed, hookChanged: changed.Hook != found.Item.Hook, cancellation);
        bool sameWords = changed.Hook == found.Item.Hook && changed.PostText == found.Item.PostText && changed.Storyboard == found.Item.Storyboard;
        if (!(found.Item.Status == ItemStatus.Approved && sameWords))
            changed = changed with { Status = changed.Issues.Count > 0 ? ItemStatus.NeedsAttention : ItemStatus.Planned, ApprovedBy = null };
        return await items.ChangeAsync(caller.OrgId, itemId, _ => changed, found.Item.ETag, cancellation);
    }

    /// <summary>Locked, regeneration leaves it as it is.</summary>
    public async Task<Outcome<MonthItem>> LockAsync(Principal caller, string itemId, bool locked, string? etag, CancellationToken cancellation) =>
        (await FindAsync(caller, itemId, cancellation)).Succeeded(out _, out Problem? problem)
            ? await items.ChangeAsync(caller.OrgId, itemId, item => item.Locked == locked ? item : item with { Locked = locked }, etag, cancellation)
            : problem;

    /// <summary>A person says yes to what is planned. What the policy blocks can't be approved away; what is marked otherwise can.</summary>
    public async Task<Outcome<MonthItem>> ApproveAsync(Principal caller, string itemId, string? etag, CancellationToken cancellation)
    {
        if (!(await FindAsync(caller, itemId, cancellation)).Succeeded(out (MonthItem Item, MonthPlan Month) found, out Problem? problem))
            return problem;
        MonthItem looked = await FinishMonth.CheckAsync(policy, found.Item, cancellation);
        Outcome<MonthItem> approved = await items.ChangeAsync(caller.OrgId, itemId, item => item switch
        {
            { Status: ItemStatus.Approved or ItemStatus.Producing } => item,
            { Hook.Length: 0 } => new Problem(ProblemKind.Conflict, "item_empty", "There is nothing in this item yet. Write its hook, or regenerate it."),
            _ when looked.Issues.FirstOrDefault(issue => issue.Code == "policy_block") is { } block =>
                new Problem(ProblemKind.Conflict, "policy_blocked", $"The policy forbids this item: {block.Message}"),
            _ => item with { Status = ItemStatus.Approved, ApprovedBy = caller.UserId },
        }, etag, cancellation);
        if (approved.Succeeded(out MonthItem? done, out _) && done.Status == ItemStatus.Approved)
            await ProduceDue.EnterAsync(due, found.Month, done, clock, cancellation);
        return approved;
    }

    internal async Task<Outcome<(MonthItem Item, MonthPlan Month)>> FindAsync(Principal caller, string itemId, CancellationToken cancellation)
    {
        if (await items.ReadAsync(caller.OrgId, itemId, cancellation) is not { } item
            || await store.ReadAsync<MonthPlan>(Containers.Months, caller.OrgId, item.MonthId, cancellation) is not { } month)
            return Problem.Missing("item");
        return month.Status == MonthStatus.Planning ? Planning : (item, month);
    }

    private Outcome<MonthItem> Apply(MonthItem item, ItemChange change)
    {
        MonthItem changed = item with
        {
            Topic = change.Topic?.Trim() ?? item.Topic,
            Hook = change.Hook?.Trim() ?? item.Hook,
            Outline = change.Outline ?? item.Outline,
            Storyboard = change.Storyboard ?? item.Storyboard,
            Caption = change.Caption?.Trim() ?? item.Caption,
            Hashtags = change.Hashtags ?? item.Hashtags,
            CallToAction = change.CallToAction?.Trim() ?? item.CallToAction,
            Prompts = change.Prompts ?? item.Prompts,
        };
        if (TextRules.Text("topic", changed.Topic, 60).FirstOrDefault() is { } topic)
            return Problem.InvalidField("topic", topic);
        if (TextRules.Text("hook", changed.Hook, HooksCheck.LongestHook).FirstOrDefault() is { } hook || changed.Hook.Any(char.IsControl))
            return Problem.InvalidField("hook", $"A hook is one line of 1 to {HooksCheck.LongestHook} characters.");
        if (ContentRules.Problems(changed.Outline, changed.Storyboard, changed.Caption, changed.Hashtags, changed.CallToAction, changed.Prompts).FirstOrDefault() is { } wrong)
            return new Problem(ProblemKind.Invalid, "invalid_request", wrong);
        return change.WallTime is null ? changed : Move(changed, change.WallTime);
    }

    private Outcome<MonthItem> Move(MonthItem item, string wallTime)
    {
        if (!DateTime.TryParseExact(wallTime, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime wall)
            || !item.WallTime.StartsWith(wall.ToString("yyyy-MM", CultureInfo.InvariantCulture), StringComparison.Ordinal))
            return Problem.InvalidField("wallTime", "Write a time within the item's month: 2026-12-01T09:30.");
        SlotTime slot = SlotTimes.Place(DateOnly.FromDateTime(wall), item.Slot, wall, TimeZoneInfo.FindSystemTimeZoneById(item.TimeZone));
        return slot.At <= clock.GetUtcNow()
            ? Problem.InvalidField("wallTime", "Choose a time to come.")
            : item with { Day = slot.Day, At = slot.At, WallTime = slot.WallText };
    }

    private async Task<MonthItem> JudgeAsync(MonthPlan month, MonthItem item, bool hookChanged, CancellationToken cancellation)
    {
        if (hookChanged)
        {
            MonthItem[] plan = [.. (await items.OfMonthAsync(item.OrgId, month.Id, cancellation)).Select(other => other.Id == item.Id ? item : other)];
            IReadOnlyList<NearPair> near = await GuardHooks.FindAsync(guard, items, month, plan, other => other.Id != item.Id, cancellation);
            MonthItem clean = item with { Issues = [.. item.Issues.Where(issue => issue.Code is not (GuardHooks.Issue or JudgeItems.Issue))], Score = null };
            item = near.FirstOrDefault(pair => pair.Later == item.Id) is { } pair ? GuardHooks.Mark(clean, pair) : clean;
        }

        return await FinishMonth.CheckAsync(policy, item, cancellation);
    }
}
