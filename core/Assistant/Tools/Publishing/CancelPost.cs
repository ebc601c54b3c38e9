using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Assistant.Tools.Publishing;

public sealed class CancelPost(IDocumentStore store, ReleasePosts release) : AssistantTool<PostInput>
{
    public override string Name => "cancel_post";

    public override string Title => "Cancel a post";

    public override string Description => "Takes a post back before it goes out, for good. The person is asked to confirm it first, by the application.";

    public override Role Role => Role.Editor;

    public override KeyScope Scope => KeyScope.Publish;

    public override ToolEffect Effect => ToolEffect.Confirmed;

    protected override async Task<Outcome<string>> AskAsync(Principal caller, PostInput input, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Post>(Containers.Posts, caller.OrgId, input.PostId, cancellation) is not { } post)
            return Problem.Missing("post");
        return PostMoves.CanMove(post.Status, PostStatus.Cancelled)
            ? $"Cancel {PostItem.Name(post)}? It will not go out."
            : new Problem(ProblemKind.Conflict, "post_move_refused", $"A post that is {Say.Word(post.Status).Replace('_', ' ')} can't be cancelled.");
    }

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, PostInput input, CancellationToken cancellation) =>
        (await release.CancelAsync(caller, input.PostId, null, cancellation)).Succeeded(out Post? post, out Problem? problem)
            ? new ToolAnswer(PostItem.Of(post), new Card("post", "Post", [PostItem.Of(post).Row]), "The post is cancelled.")
            : problem;
}
