using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant.Tools.Planner;

public sealed record ListMonthsInput([Description("Only of this project, as list_projects gives the id; left out: of all.")] string? ProjectId = null);

public sealed record MonthOfPosts(string Id, string ProjectId, string Month, MonthStatus Status, int PostsPerDay, string Language, IReadOnlyList<string> Topics, string Rationale, string? Failure)
{
    public static MonthOfPosts Of(MonthPlan m) =>
        new(m.Id, m.ProjectId, m.Month, m.Status, m.PostsPerDay, m.Language, [.. m.Topics.Select(topic => topic.Topic)], m.Rationale, m.Failure?.Message);
}

public sealed class ListMonths(MonthBook book) : AssistantTool<ListMonthsInput>
{
    public override string Name => "list_months";

    public override string Title => "Look at planned months";

    public override string Description => "Months of posts that were planned for projects, the latest first: status, topics and why. list_month_items has the posts of one.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, ListMonthsInput input, CancellationToken cancellation)
    {
        Page<MonthPlan> page = await book.ListAsync(caller.OrgId, input.ProjectId, null, Limits.Usual, cancellation);
        MonthOfPosts[] items = [.. page.Items.Select(MonthOfPosts.Of)];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null),
            Card.Of(
                "months", "Months", items, item => new CardRow(item.Month, item.Failure ?? string.Join(", ", item.Topics), Say.Word(item.Status), $"/planner/months/{item.Id}"),
                "No month is planned yet."));
    }
}
