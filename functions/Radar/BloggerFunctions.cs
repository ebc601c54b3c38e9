using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Radar.Bloggers;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Radar;

/// <param name="Followers">Null: hidden, or not known here.</param>
/// <param name="Source">Which source looks at them; null: none can.</param>
/// <param name="RefreshedAt">How old the numbers are.</param>
/// <param name="Obstacle">What stands in the way of numbers, in a sentence.</param>
public sealed record BloggerView(
    string Id, string Platform, string Name, string? Handle, Uri Link, Uri? Avatar, string Note, long? Followers, long? TotalViews, string? Source,
    DateTimeOffset? RefreshedAt, string? Obstacle, DateTimeOffset CreatedAt);

/// <summary>Creators that an organisation follows. Everybody in it sees them, editors change them.</summary>
public sealed class BloggerFunctions(AddBlogger add, EditBloggers edit)
{
    private static readonly Problem NoBlogger = Problem.Missing("creator");

    [Function("ListBloggers")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<BloggerView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/bloggers")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(request, page => edit.ListAsync(context.Caller(), page.After, page.Limit, cancellation), ViewOf);

    [Function("AddBlogger")]
    [EndpointSummary("Follow a creator.")]
    [Access(Role.Editor)]
    [Fails(400, "creator_not_found")]
    [Fails(409, "blogger_exists", "blogger_limit")]
    [ProducesResponseType<BloggerView>(StatusCodes.Status201Created)]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/bloggers")] HttpRequest request,
        [FromBody] NewBlogger body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await add.ExecuteAsync(context.Caller(), body, cancellation),
            made => ETags.With(TypedResults.Created($"/api/v1/bloggers/{made.Id}", ViewOf(made)), made.ETag));

    [Function("GetBlogger")]
    [Access(Role.Viewer)]
    [ProducesResponseType<BloggerView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/bloggers/{bloggerId}")] HttpRequest request,
        string bloggerId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await edit.FindAsync(context.Caller(), bloggerId, cancellation) is { } blogger
            ? ETags.With(TypedResults.Ok(ViewOf(blogger)), blogger.ETag)
            : Answers.Of(NoBlogger);

    /// <summary>A link that leads to somebody else gives the creator another id, which the answer shows.</summary>
    [Function("ChangeBlogger")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [Fails(400, "creator_not_found")]
    [Fails(409, "blogger_exists")]
    [ProducesResponseType<BloggerView>(StatusCodes.Status200OK)]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/bloggers/{bloggerId}")] HttpRequest request,
        string bloggerId,
        [FromBody] BloggerChange body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await edit.ChangeAsync(context.Caller(), bloggerId, body, ETags.IfMatch(request), cancellation),
            blogger => ETags.With(TypedResults.Ok(ViewOf(blogger)), blogger.ETag));

    [Function("RemoveBlogger")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> RemoveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/bloggers/{bloggerId}")] HttpRequest request,
        string bloggerId,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await edit.RemoveAsync(context.Caller(), bloggerId, ETags.IfMatch(request), cancellation), _ => TypedResults.NoContent());

    [Function("GetBloggerStats")]
    [EndpointSummary("Growth, cadence, engagement and best videos of a creator.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<BloggerStatistics>(StatusCodes.Status200OK)]
    public async Task<IResult> GetStatsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/bloggers/{bloggerId}/stats")] HttpRequest request,
        string bloggerId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await edit.FindAsync(context.Caller(), bloggerId, cancellation) is { } blogger
            ? TypedResults.Ok(BloggerStats.Of(blogger))
            : Answers.Of(NoBlogger);

    private static BloggerView ViewOf(Blogger blogger) => new(
        blogger.Id, blogger.Platform, blogger.Name, blogger.Handle, blogger.Link, blogger.Avatar, blogger.Note,
        blogger.Counts.Count > 0 ? blogger.Counts[^1].Followers : null, blogger.Counts.Count > 0 ? blogger.Counts[^1].Views : null,
        blogger.Source, blogger.RefreshedAt, blogger.Obstacle, blogger.CreatedAt);
}
