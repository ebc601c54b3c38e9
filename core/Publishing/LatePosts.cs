using System.Globalization;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Publishing;

/// <summary>The alarm for posts that should be out: an entry of the due index, some minutes after the post's own.</summary>
public sealed class LatePosts(IDocumentStore store, Notifier notifier, TimeProvider clock)
{
    /// <summary>An upload of the largest file on an ordinary line is through by then.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    public async Task CheckAsync(DueEntry entry, CancellationToken cancellation)
    {
        Post? post = await store.ReadAsync<Post>(Containers.Posts, entry.OrgId, entry.EntityId, cancellation);
        if (post is not { Status: PostStatus.Scheduled or PostStatus.Publishing, DueAt: { } dueAt } || dueAt + Grace > clock.GetUtcNow())
            return;
        Dictionary<string, string> facts = PostNotices.Facts(post);
        facts[NoticeFacts.At] = dueAt.ToString("O", CultureInfo.InvariantCulture);
        await notifier.TellAsync(post.OrgId, post.CreatedBy, NoticeKind.PostLate, post.Id, entry.Label, facts, cancellation);
    }
}
