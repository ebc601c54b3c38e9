using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Analytics;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

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
    IReadOnlyList<PostAttempt> Attempts,
    IReadOnlyList<MetricView> Metrics);

public sealed class PostFunctions(IDocumentStore store, ReleasePosts release)
{
    [Function("ListPosts")]
    [QueryParameter("videoId")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<PostView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/posts")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        Page<Post> page = await store.QueryAsync<Post>(Containers.Posts, ByVideo.Query(context.Caller(), request), cancellation);
        var views = new List<PostView>(page.Items.Count);
        foreach (Post post in page.Items)
            views.Add(await ViewAsync(post, cancellation));
        return TypedResults.Ok(new ListOf<PostView>(views));
    }

    [Function("ApprovePost")]
    [Access(Role.Admin, Scope = KeyScope.Publish)]
    [ProducesResponseType<PostView>(StatusCodes.Status200OK)]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/posts/{postId}/approve")] HttpRequest request,
        string postId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await AnswerAsync(await release.ApproveAsync(context.Caller(), postId, cancellation), cancellation);

    [Function("CancelPost")]
    [Access(Role.Editor, Scope = KeyScope.Publish)]
    [ProducesResponseType<PostView>(StatusCodes.Status200OK)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/posts/{postId}/cancel")] HttpRequest request,
        string postId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await AnswerAsync(await release.CancelAsync(context.Caller(), postId, cancellation), cancellation);

    [Function("PublishPostAgain")]
    [Access(Role.Editor, Scope = KeyScope.Publish)]
    [ProducesResponseType<PostView>(StatusCodes.Status200OK)]
    public async Task<IResult> PublishAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/posts/{postId}/publish")] HttpRequest request,
        string postId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await AnswerAsync(await release.RetryAsync(context.Caller(), postId, cancellation), cancellation);

    private Task<IResult> AnswerAsync(Outcome<Post> outcome, CancellationToken cancellation) =>
        Answers.OfAsync<Post>(outcome, async post => TypedResults.Ok(await ViewAsync(post, cancellation)));

    private async Task<PostView> ViewAsync(Post post, CancellationToken cancellation)
    {
        var query = new DocumentQuery(post.OrgId, [new Condition("postId", Comparison.Equal, post.Id)], OrderBy: "at");
        Page<MetricSnapshot> metrics = await store.QueryAsync<MetricSnapshot>(Containers.Metrics, query, cancellation);
        return new PostView(
            post.Id, post.VideoId, post.Platform, post.AccountId, post.AccountName, post.Status, post.Caption, post.Privacy, post.AiGenerated,
            post.DueAt, post.PublishedAt, post.Link, post.Failure, post.Policy, post.Attempts,
            [.. metrics.Items.Select(m => new MetricView(m.At, m.AgeLabel, m.Views, m.Likes, m.Comments, m.Shares, m.Saves))]);
    }
}
