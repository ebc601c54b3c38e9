using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Assistant.Tools.Publishing;

public sealed record ListScheduleInput(
    [Description("Only what is due before this instant; left out: all that is to come.")] DateTimeOffset? Before = null,
    [Description("How many at most, 1 to 50; 10 if left out.")] int? Limit = null);

public sealed class ListSchedule(IDocumentStore store) : AssistantTool<ListScheduleInput>
{
    public override string Name => "list_schedule";

    public override string Title => "Look at the schedule";

    public override string Description => "Posts that are scheduled and not out yet, the next first, with the instant each is due.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, ListScheduleInput input, CancellationToken cancellation)
    {
        List<Condition> where = [new Condition("status", Comparison.Equal, "scheduled")];
        if (input.Before is { } end)
            where.Add(new Condition("dueAt", Comparison.Less, end));
        Page<Post> page = await store.QueryAsync<Post>(
            Containers.Posts, new DocumentQuery(caller.OrgId, where, OrderBy: "dueAt", Limit: Limits.Of(input.Limit)), cancellation);
        PostItem[] items = [.. page.Items.Select(PostItem.Of)];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null), Card.Of("posts", "Scheduled", items, item => item.Row, "Nothing is scheduled."));
    }
}
