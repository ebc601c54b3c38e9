using System.Globalization;
using Shortloop.Core.Accounts;
using Shortloop.Core.Compliance;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Publishing;

/// <summary>The other answer of an approver: not so. The author changes the caption, or not, and submits the post again.</summary>
public sealed class ReviewPosts(IDocumentStore store, PostStore posts, ApprovalRules rules, PostNotices notices, PolicyEngine policy, AuditLog audit)
{
    public async Task<Outcome<Post>> RequestChangesAsync(Principal caller, string postId, string? comment, CancellationToken cancellation)
    {
        if (comment?.Trim() is not { Length: > 0 and <= 1000 } wanted || wanted.Any(c => char.IsControl(c) && c != '\n'))
            return Problem.InvalidField("comment", "Say what should be different, in 1 to 1,000 characters.");
        if (await store.ReadAsync<Post>(Containers.Posts, caller.OrgId, postId, cancellation) is not { } found)
            return Problem.Missing("post");
        if (await rules.FindObjectionAsync(caller, found, saysYes: false, cancellation) is { } objection)
            return objection;
        if (found.Status == PostStatus.AwaitingApproval)
            await audit.AppendOnceAsync(
                caller.OrgId, caller.UserId, "post_changes_requested", postId, found.ReviewRound.ToString(CultureInfo.InvariantCulture), null, cancellation);
        Outcome<Post> outcome = await posts.ChangeAsync(caller.OrgId, postId, post => post.Status == PostStatus.AwaitingApproval
            ? posts.Note(post with { Status = PostStatus.ChangesRequested, ReviewComment = wanted }, "review", "retry", wanted)
            : post, cancellation);
        if (!outcome.Succeeded(out Post? moved, out _))
            return outcome;
        if (moved.Status != PostStatus.ChangesRequested)
            return new Problem(ProblemKind.Conflict, "post_not_awaiting_approval", "This post does not wait for an approval.");
        await notices.TellAsync(moved, cancellation);
        return moved;
    }

    /// <param name="caption">The new one, which the policy looks at again, its length included; null: as it is.</param>
    public async Task<Outcome<Post>> SubmitAsync(Principal caller, string postId, string? caption, CancellationToken cancellation)
    {
        if (caption?.Any(c => char.IsControl(c) && c != '\n') == true)
            return Problem.InvalidField("caption", "A caption has no control characters.");
        if (await store.ReadAsync<Post>(Containers.Posts, caller.OrgId, postId, cancellation) is not { } found)
            return Problem.Missing("post");
        PolicyVerdict? verdict = caption is null ? found.Policy : await JudgeAsync(found, caption, cancellation);
        if (verdict is { Decision: PolicyDecision.Block })
            return new Problem(ProblemKind.Conflict, "policy_blocked", $"The policy forbids this caption: {string.Join(' ', verdict.Reasons)}");
        Outcome<Post> outcome = await posts.ChangeAsync(caller.OrgId, postId, post => post.Status == PostStatus.ChangesRequested
            ? post with
            {
                Status = PostStatus.AwaitingApproval,
                Caption = caption?.Trim() ?? post.Caption,
                Policy = verdict,
                ReviewComment = null,
                ReviewRound = post.ReviewRound + 1,
            }
            : post, cancellation);
        if (!outcome.Succeeded(out Post? moved, out _))
            return outcome;
        // A repeat finds it submitted, with these words.
        if (moved is not { Status: PostStatus.AwaitingApproval, ReviewRound: > 0 } || (caption is not null && caption.Trim() != moved.Caption))
            return new Problem(ProblemKind.Conflict, "post_not_changes_requested", "Nobody has asked for changes to this post.");
        await notices.TellAsync(moved, cancellation);
        return moved;
    }

    private async Task<PolicyVerdict> JudgeAsync(Post post, string caption, CancellationToken cancellation)
    {
        RenderJob? render = await store.ReadAsync<RenderJob>(Containers.Renders, post.OrgId, post.RenderId, cancellation);
        Edit? edit = render is null ? null : await store.ReadAsync<Edit>(Containers.Edits, post.OrgId, render.EditId, cancellation);
        Dictionary<string, string> texts = CreatePosts.Texts(caption, edit?.Edl.Overlays ?? []);
        PolicyVerdict verdict = await policy.CheckAsync(texts, cancellation);
        await CreatePosts.EnterAsync(audit, post with { Policy = verdict }, texts, cancellation);
        return verdict;
    }
}
