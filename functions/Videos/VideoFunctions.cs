using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Patterns;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Functions.Videos;

/// <summary>Reading videos and what was found in them.</summary>
public sealed class VideoFunctions(IDocumentStore store, IBlobStore blobs, FindSimilarVideos similar, VideoViews views)
{
    [Function("ListVideos")]
    [QueryParameter("after")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<VideoView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        var query = new DocumentQuery(context.Caller().OrgId, OrderBy: "createdAt", Descending: true, Limit: 50, Continuation: request.Query["after"]);
        if (await PageQuery.TryAsync(() => store.QueryAsync<Video>(Containers.Videos, query, cancellation)) is not { } page)
            return Answers.Of(PageQuery.BadCursor);
        var items = new List<VideoView>(page.Items.Count);
        foreach (Video video in page.Items)
            items.Add(await views.MakeAsync(video, cancellation));
        return TypedResults.Ok(new ListOf<VideoView>(items, page.Next));
    }

    [Function("GetVideo")]
    [Access(Role.Viewer)]
    [ProducesResponseType<VideoView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{videoId}")] HttpRequest request,
        string videoId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await ReadAsync(context, videoId, cancellation) is { } video
            ? TypedResults.Ok(await views.MakeAsync(video, cancellation))
            : Answers.Of(Problem.Missing("video"));

    [Function("GetMeasurements")]
    [Access(Role.Viewer)]
    [ProducesResponseType<MeasurementsView>(StatusCodes.Status200OK)]
    public async Task<IResult> MeasurementsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{videoId}/measurements")] HttpRequest request,
        string videoId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await ReadAsync(context, videoId, cancellation) is { } video
        && await VideoAccess.MeasurementsAsync(blobs, video, cancellation) is { } found
            ? TypedResults.Ok(await views.MakeAsync(video, found, cancellation))
            : Answers.Of(Problem.Missing("measured video"));

    [Function("ListPatterns")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<PatternView>>(StatusCodes.Status200OK)]
    public async Task<IResult> PatternsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{videoId}/patterns")] HttpRequest request,
        string videoId,
        FunctionContext context,
        CancellationToken cancellation)
    {
        var query = new DocumentQuery(context.Caller().OrgId, [new Condition("videoId", Comparison.Equal, videoId)]);
        Page<Pattern> page = await store.QueryAsync<Pattern>(Containers.Patterns, query, cancellation);
        return TypedResults.Ok(new ListOf<PatternView>([.. page.Items.Select(PatternView.Of).OrderBy(p => p.Score)]));
    }

    [Function("ListSimilarVideos")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<SimilarView>>(StatusCodes.Status200OK)]
    public async Task<IResult> SimilarAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{videoId}/similar")] HttpRequest request,
        string videoId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync(
            await similar.ExecuteAsync(context.Caller(), videoId, cancellation),
            async found =>
            {
                var items = new List<SimilarView>(found.Count);
                foreach ((Video video, double score) in found)
                    items.Add(new SimilarView(new SimilarVideo(video.Id, video.Title, await views.PosterAsync(video, cancellation)), score));
                return TypedResults.Ok(new ListOf<SimilarView>(items));
            });

    private Task<Video?> ReadAsync(FunctionContext context, string videoId, CancellationToken cancellation) =>
        store.ReadAsync<Video>(Containers.Videos, context.Caller().OrgId, videoId, cancellation);
}
