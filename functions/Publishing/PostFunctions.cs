using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Analytics;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Publishing;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Publishing;

public sealed record MetricView(DateTimeOffset At, string AgeLabel, long? Views, long? Likes, long? Comments, long? Shares, long? Saves);

public sealed record PostView(
    string Id,
    string VideoId,
    string Platform,
    string AccountId,
    string AccountName,
    PostStatus Status,
    string Caption,
    string Privacy,
    bool AiGenerated,
    DateTimeOffset? DueAt,
    DateTimeOffset? PublishedAt,
    Uri? Link,
    Failure? Failure,
    PolicyVerdict? Policy,
    string ProjectId,
    string? ApprovedBy,
    string? ReviewComment,
    IReadOnlyList<PostAttempt> Attempts,
    IReadOnlyList<MetricView> Metrics);

/// <param name="Comment">What should be different.</param>
public sealed record RequestChangesBody(string? Comment);

/// <param name="Caption">The new one; left out: as it is.</param>
public sealed record SubmitPostBody(string? Caption = null);

public sealed class PostFunctions(IDocumentStore store, ReleasePosts release, ReviewPosts review)
{
    [Function("ListPosts")]
    [EndpointSummary("Posts, newest first.")]
    [QueryParameter("videoId")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<PostView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/posts")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(
            request,
            page => store.QueryAsync<Post>(Containers.Posts, ByVideo.Query(context.Caller(), request, page), cancellation),
            posts => ViewsAsync(posts, cancellation));

    [Function("GetPost")]
    [EndpointSummary("One post with its attempts and numbers.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<PostView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/posts/{postId}")] HttpRequest request,
        string postId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await store.ReadAsync<Post>(Containers.Posts, context.Caller().OrgId, postId, cancellation) is { } post
            ? ETags.With(TypedResults.Ok(await ViewAsync(post, cancellation)), post.ETag)
            : Answers.Of(Problem.Missing("post"));

    /// <summary>By an administrator or somebody whom the project names; the core looks who.</summary>
    [Function("ApprovePost")]
    [EndpointSummary("Approve a post that waits for it.")]
    [Fails(409, "post_not_awaiting_approval", "post_move_refused")]
    [HeaderParameter("If-Match")]
    [Access(Role.Viewer, Scope = KeyScope.Publish)]
    [ProducesResponseType<PostView>(StatusCodes.Status200OK)]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/posts/{postId}/approve")] HttpRequest request,
        string postId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await AnswerAsync(await release.ApproveAsync(context.Caller(), postId, ETags.IfMatch(request), cancellation), cancellation);

    /// <summary>By whoever may approve.</summary>
    [Function("RequestPostChanges")]
    [Access(Role.Viewer, Scope = KeyScope.Publish)]
    [ProducesResponseType<PostView>(StatusCodes.Status200OK)]
    public async Task<IResult> RequestChangesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/posts/{postId}/request-changes")] HttpRequest request,
        string postId,
        [FromBody] RequestChangesBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        await AnswerAsync(await review.RequestChangesAsync(context.Caller(), postId, body.Comment, cancellation), cancellation);

    [Function("SubmitPost")]
    [Access(Role.Editor, Scope = KeyScope.Publish)]
    [ProducesResponseType<PostView>(StatusCodes.Status200OK)]
    public async Task<IResult> SubmitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/posts/{postId}/submit")] HttpRequest request,
        string postId,
        [FromBody] SubmitPostBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        await AnswerAsync(await review.SubmitAsync(context.Caller(), postId, body.Caption, cancellation), cancellation);

    [Function("CancelPost")]
    [EndpointSummary("Take a post back before it goes out.")]
    [Fails(409, "post_move_refused")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor, Scope = KeyScope.Publish)]
    [ProducesResponseType<PostView>(StatusCodes.Status200OK)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/posts/{postId}/cancel")] HttpRequest request,
        string postId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await AnswerAsync(await release.CancelAsync(context.Caller(), postId, ETags.IfMatch(request), cancellation), cancellation);

    [Function("PublishPostAgain")]
    [EndpointSummary("Try a failed post once more.")]
    [Fails(409, "post_not_failed", "post_needs_approval", "policy_blocked")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor, Scope = KeyScope.Publish)]
    [ProducesResponseType<PostView>(StatusCodes.Status200OK)]
    public async Task<IResult> PublishAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/posts/{postId}/publish")] HttpRequest request,
        string postId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await AnswerAsync(await release.RetryAsync(context.Caller(), postId, ETags.IfMatch(request), cancellation), cancellation);

    private Task<IResult> AnswerAsync(Outcome<Post> outcome, CancellationToken cancellation) =>
        Answers.OfAsync<Post>(outcome, async post => ETags.With(TypedResults.Ok(await ViewAsync(post, cancellation)), post.ETag));

    private async Task<IReadOnlyList<PostView>> ViewsAsync(IReadOnlyList<Post> posts, CancellationToken cancellation)
    {
        var views = new List<PostView>(posts.Count);
        foreach (Post post in posts)
            views.Add(await ViewAsync(post, cancellation));
        return views;
    }

    private async Task<PostView> ViewAsync(Post post, CancellationToken cancellation)
    {
        var query = new DocumentQuery(post.OrgId, [new Condition("postId", Comparison.Equal, post.Id)], OrderBy: "at");
        Page<MetricSnapshot> metrics = await store.QueryAsync<MetricSnapshot>(Containers.Metrics, query, cancellation);
        return new PostView(
            post.Id, post.VideoId, post.Platform, post.AccountId, post.AccountName, post.Status, post.Caption, post.Privacy, post.AiGenerated,
            post.DueAt, post.PublishedAt, post.Link, post.Failure, post.Policy,
            post.ProjectId ?? Project.DefaultIdOf(post.OrgId), post.ApprovedBy, post.ReviewComment, post.Attempts,
            [.. metrics.Items.Select(m => new MetricView(m.At, m.AgeLabel, m.Views, m.Likes, m.Comments, m.Shares, m.Saves))]);
    }
}
