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
    [EndpointSummary("Videos, newest first.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<VideoView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(
            request,
            page => store.QueryAsync<Video>(
                Containers.Videos,
                new DocumentQuery(context.Caller().OrgId, OrderBy: "createdAt", Descending: true, Limit: page.Limit, Continuation: page.After), cancellation),
            videos => ViewsAsync(videos, cancellation));

    [Function("GetVideo")]
    [EndpointSummary("One video.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<VideoView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{videoId}")] HttpRequest request,
        string videoId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await ReadAsync(context, videoId, cancellation) is { } video
            ? ETags.With(TypedResults.Ok(await views.MakeAsync(video, cancellation)), video.ETag)
            : Answers.Of(Problem.Missing("video"));

    [Function("GetMeasurements")]
    [EndpointSummary("What was measured in a video.")]
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

    /// <summary>The lowest scores first: what is most worth changing.</summary>
    [Function("ListPatterns")]
    [EndpointSummary("Patterns found in a video, the weakest first.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<PatternView>>(StatusCodes.Status200OK)]
    public Task<IResult> PatternsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{videoId}/patterns")] HttpRequest request,
        string videoId,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(
            request,
            page => store.QueryAsync<Pattern>(
                Containers.Patterns,
                new DocumentQuery(
                    context.Caller().OrgId, [new Condition("videoId", Comparison.Equal, videoId)], OrderBy: "content.score",
                    Limit: page.Limit, Continuation: page.After),
                cancellation),
            PatternView.Of);

    [Function("ListSimilarVideos")]
    [EndpointSummary("Videos that resemble one.")]
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

    private async Task<IReadOnlyList<VideoView>> ViewsAsync(IReadOnlyList<Video> videos, CancellationToken cancellation)
    {
        var items = new List<VideoView>(videos.Count);
        foreach (Video video in videos)
            items.Add(await views.MakeAsync(video, cancellation));
        return items;
    }

    private Task<Video?> ReadAsync(FunctionContext context, string videoId, CancellationToken cancellation) =>
        store.ReadAsync<Video>(Containers.Videos, context.Caller().OrgId, videoId, cancellation);
}
