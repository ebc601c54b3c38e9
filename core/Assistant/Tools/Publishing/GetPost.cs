using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Assistant.Tools.Publishing;

public sealed record PostInput([Description("The post's id, as list_posts gives it.")] string PostId);

public sealed record PostDetails(PostItem Post, PolicyVerdict? Policy, bool NeedsApproval, string? ReviewComment, IReadOnlyList<PostAttempt> Attempts);

public sealed class GetPost(IDocumentStore store) : AssistantTool<PostInput>
{
    private const int MostAttempts = 10;

    public override string Name => "get_post";

    public override string Title => "Look at a post";

    public override string Description => "One post with its timeline: what was tried, what the platform answered, what the policy says, why it failed.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, PostInput input, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Post>(Containers.Posts, caller.OrgId, input.PostId, cancellation) is not { } post)
            return Problem.Missing("post");
        PostItem item = PostItem.Of(post);
        return new ToolAnswer(
            new PostDetails(item, post.Policy, post.NeedsApproval, post.ReviewComment, [.. post.Attempts.TakeLast(MostAttempts)]), new Card("post", "Post", [item.Row]));
    }
}
