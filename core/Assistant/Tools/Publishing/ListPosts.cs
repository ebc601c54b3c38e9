using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Assistant.Tools.Publishing;

public sealed record ListPostsInput(
    [Description("Only of this video; left out: of all.")] string? VideoId = null,
    [Description("Only in this state; left out: in any.")] PostStatus? Status = null,
    [Description("How many at most, 1 to 50; 10 if left out.")] int? Limit = null);

public sealed class ListPosts(IDocumentStore store) : AssistantTool<ListPostsInput>
{
    public override string Name => "list_posts";

    public override string Title => "List posts";

    public override string Description => "Posts, newest first: platform, account, state, caption, when it is due or was published, link. For the calendar of what is still to come use list_schedule.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, ListPostsInput input, CancellationToken cancellation)
    {
        List<Condition> where = [];
        if (input.VideoId is { } id)
            where.Add(new Condition("videoId", Comparison.Equal, id));
        if (input.Status is { } status)
            where.Add(new Condition("status", Comparison.Equal, Say.Word(status)));
        var query = new DocumentQuery(caller.OrgId, where, OrderBy: "createdAt", Descending: true, Limit: Limits.Of(input.Limit));
        Page<Post> page = await store.QueryAsync<Post>(Containers.Posts, query, cancellation);
        PostItem[] items = [.. page.Items.Select(PostItem.Of)];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null), Card.Of("posts", "Posts", items, item => item.Row, "There is no such post."));
    }
}
