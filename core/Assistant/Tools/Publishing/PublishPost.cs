using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Assistant.Tools.Publishing;

public sealed class PublishPost(IDocumentStore store, ReleasePosts release, TimeProvider clock) : AssistantTool<PostInput>
{
    public override string Name => "publish_post";

    public override string Title => "Publish a post now";

    public override string Description =>
        "Lets a scheduled post go out now, or tries a failed one again. Policy and approvals hold as ever. The person is asked to confirm it first, by the application.";

    public override Role Role => Role.Editor;

    public override KeyScope Scope => KeyScope.Publish;

    public override ToolEffect Effect => ToolEffect.Confirmed;

    protected override async Task<Outcome<string>> AskAsync(Principal caller, PostInput input, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Post>(Containers.Posts, caller.OrgId, input.PostId, cancellation) is not { } post)
            return Problem.Missing("post");
        return post.Status is PostStatus.Scheduled or PostStatus.Failed or PostStatus.OutcomeUnknown
            ? $"Publish {PostItem.Name(post)} now? {(post.Privacy == "SELF_ONLY" ? "Only you will see it." : "Others will see it.")}"
            : new Problem(ProblemKind.Conflict, "post_not_failed", "Only a post that is scheduled, failed, or whose outcome is unknown, can be published now.");
    }

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, PostInput input, CancellationToken cancellation)
    {
        Post? found = await store.ReadAsync<Post>(Containers.Posts, caller.OrgId, input.PostId, cancellation);
        Outcome<Post> outcome = found is { Status: PostStatus.Scheduled }
            ? await release.RescheduleAsync(caller, input.PostId, clock.GetUtcNow(), null, cancellation)
            : await release.RetryAsync(caller, input.PostId, null, cancellation);
        return outcome.Succeeded(out Post? post, out Problem? problem)
            ? new ToolAnswer(PostItem.Of(post), new Card("post", "Post", [PostItem.Of(post).Row]), "The post is on its way.")
            : problem;
    }
}
