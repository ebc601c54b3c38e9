using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Months;

namespace Shortloop.Core.Assistant.Tools.Planner;

public sealed record ListMonthItemsInput(
    [Description("The month's id, as list_months gives it.")] string MonthId,
    [Description("Only of this day of the month, 1 to 31; left out: of all.")] int? Day = null,
    [Description("Only in this state; left out: in any.")] ItemStatus? Status = null,
    [Description("How many at most, 1 to 50; 10 if left out.")] int? Limit = null);

public sealed record PlannedPost(string Id, string WallTime, ItemStatus Status, string Topic, string Format, string Hook, double Confidence, double? Score, IReadOnlyList<string> Issues);

public sealed class ListMonthItems(MonthBook book, ItemStore store) : AssistantTool<ListMonthItemsInput>
{
    public override string Name => "list_month_items";

    public override string Title => "Look at a month's posts";

    public override string Description => "The posts of a planned month by time: hook, topic, format, state, confidence, and what is wrong with those that need attention.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, ListMonthItemsInput input, CancellationToken cancellation)
    {
        if (await book.ReadAsync(caller.OrgId, input.MonthId, cancellation) is not { } month)
            return Problem.Missing("month");
        int limit = Limits.Of(input.Limit);
        MonthItem[] found = [.. (await store.OfMonthAsync(caller.OrgId, month.Id, cancellation))
            .Where(item => (input.Day is null || item.Day == input.Day) && (input.Status is null || item.Status == input.Status))];
        PlannedPost[] items = [.. found.Take(limit).Select(item => new PlannedPost(
            item.Id, item.WallTime, item.Status, item.Topic, item.Format, item.Hook, item.Confidence, item.Score, [.. item.Issues.Select(issue => issue.Message)]))];
        return new ToolAnswer(
            Listed.Of(items, found.Length > limit),
            Card.Of(
                "month_items", month.Month, items,
                item => new CardRow(item.Hook.Length > 0 ? item.Hook : "No hook yet", $"{item.WallTime}, {item.Format}", Say.Word(item.Status), $"/planner/items/{item.Id}"), "There is no such post."));
    }
}
