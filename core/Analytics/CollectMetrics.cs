using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Analytics;

/// <summary>Reads a post's numbers at the platform and keeps the snapshot; the first time it also learns the post's link.</summary>
public sealed class CollectMetrics(IDocumentStore store, PostStore posts, AccountTokens tokens, DueIndex due, SettleJob settle, TimeProvider clock)
{
    /// <returns>False: the platform does not show the post (yet): moderated, or private.</returns>
    public async Task<bool> ExecuteAsync(string orgId, string postId, string label, CancellationToken cancellation)
    {
        Post post = await posts.RequireAsync(orgId, postId, cancellation);
        if (post.Status is not (PostStatus.Published or PostStatus.OutcomeUnknown) || post.HandleId is null)
            return false;
        (IPublishingPlatform platform, string token) = await tokens.GetPublishingAsync(orgId, post.AccountId, cancellation);
        post = await FindIdsAsync(platform, token, post, cancellation);
        if (post.PlatformPostIds.Count == 0)
            return false;

        IReadOnlyList<PlatformMetrics> found = await platform.GetMetricsAsync(token, post.PlatformPostIds, cancellation);
        if (found.Count == 0)
            return false;
        await KeepAsync(post, label, found[0], cancellation);
        return true;
    }

    /// <summary>Enters the later readings into the due index. Ids follow from post and age: a repeat changes nothing.</summary>
    public async Task ScheduleLaterAsync(string orgId, string postId, CancellationToken cancellation)
    {
        Post post = await posts.RequireAsync(orgId, postId, cancellation);
        if (post.Status is not (PostStatus.Published or PostStatus.OutcomeUnknown))
            return;
        DateTimeOffset publishedAt = post.PublishedAt ?? clock.GetUtcNow();
        var owner = new Principal(post.CreatedBy, post.OrgId, Role.Editor);
        foreach ((string label, TimeSpan age) in MetricAges.Later)
            await due.AddAsync(owner, DueKind.Metrics, postId, label, publishedAt + age, cancellation);
    }

    public async Task SettleAsync(string orgId, string postId, bool measured, CancellationToken cancellation) =>
        await settle.ExecuteAsync(orgId, (await posts.RequireAsync(orgId, postId, cancellation)).JobId, measured, cancellation);

    private async Task<Post> FindIdsAsync(IPublishingPlatform platform, string token, Post post, CancellationToken cancellation)
    {
        if (post.PlatformPostIds.Count > 0)
            return post;
        PublishStatus status = await platform.GetStatusAsync(token, post.HandleId!, cancellation);
        if (status.PostIds.Count == 0)
            return post;
        Outcome<Post> outcome = await posts.ChangeAsync(
            post.OrgId, post.Id, p => p.PlatformPostIds.Count > 0 ? p : p with { PlatformPostIds = status.PostIds }, cancellation);
        return outcome.Succeeded(out Post? changed, out _) ? changed : post;
    }

    private async Task KeepAsync(Post post, string label, PlatformMetrics numbers, CancellationToken cancellation)
    {
        await store.UpsertAsync(Containers.Metrics, new MetricSnapshot
        {
            Id = Ids.Derived("met", post.OrgId, post.Id, label),
            Partition = post.OrgId,
            OrgId = post.OrgId,
            CreatedBy = post.CreatedBy,
            CreatedAt = clock.GetUtcNow(),
            PostId = post.Id,
            VideoId = post.VideoId,
            Platform = post.Platform,
            AgeLabel = label,
            At = clock.GetUtcNow(),
            Views = numbers.Views,
            Likes = numbers.Likes,
            Comments = numbers.Comments,
            Shares = numbers.Shares,
            Saves = numbers.Saves,
        }, cancellation);
        await posts.ChangeAsync(
            post.OrgId, post.Id,
            p => posts.Note(p with { Link = numbers.ShareUrl ?? p.Link }, "metrics", "ok", $"Numbers at {label} read."), cancellation);
    }
}
