using System.Globalization;
using Shortloop.Core.Operations.Notices;

namespace Shortloop.Core.Publishing;

/// <summary>
/// Tells people where a post has come to. It looks at the post as it is and not at who moved it, so that a step that was cut off after the move
/// tells when it is repeated.
/// </summary>
public sealed class PostNotices(Notifier notifier, ApprovalRules rules)
{
    public async Task TellAsync(Post post, CancellationToken cancellation)
    {
        if (KindOf(post.Status) is not { } kind)
            return;
        IReadOnlyList<string> people = kind == NoticeKind.ApprovalWanted ? await rules.ApproversOfAsync(post, cancellation) : [post.CreatedBy];
        string occasion = (kind is NoticeKind.ApprovalWanted or NoticeKind.ChangesRequested ? post.ReviewRound : post.Tries)
            .ToString(CultureInfo.InvariantCulture);
        foreach (string userId in people)
            await notifier.TellAsync(post.OrgId, userId, kind, post.Id, occasion, Facts(post), cancellation);
    }

    internal static Dictionary<string, string> Facts(Post post)
    {
        var facts = new Dictionary<string, string> { [NoticeFacts.Platform] = post.Platform, [NoticeFacts.VideoId] = post.VideoId };
        if (post is { Status: PostStatus.Failed, Failure: { } failure })
            facts[NoticeFacts.Reason] = failure.Message;
        if (post.Status == PostStatus.InInbox)
            facts[NoticeFacts.Inbox] = "yes";
        return facts;
    }

    private static NoticeKind? KindOf(PostStatus status) => status switch
    {
        PostStatus.AwaitingApproval => NoticeKind.ApprovalWanted,
        PostStatus.ChangesRequested => NoticeKind.ChangesRequested,
        PostStatus.Published or PostStatus.InInbox => NoticeKind.PostPublished,
        PostStatus.Failed => NoticeKind.PostFailed,
        PostStatus.OutcomeUnknown => NoticeKind.PostOutcomeUnknown,
        _ => null,
    };
}
