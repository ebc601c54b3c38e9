using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Imports;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Trends;
using Shortloop.Core.Radar.Watching;
using Shortloop.Functions.Http;
using Shortloop.Functions.Http.Limits;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Radar;

/// <summary>What is watched, and what rises among it.</summary>
public sealed class TrendFunctions(FindTrends find, StartDiscovery discovery, ImportVideos import)
{
    [Function("ListTrendVideos")]
    [EndpointSummary("Watched videos.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [QueryParameter("status", typeof(TrendStatus), Description = "Left out: those that are not archived.")]
    [QueryParameter("platform")]
    [QueryParameter("bloggerId", Description = "Only of this followed creator.")]
    [QueryParameter("order", Description = "found (default), published, velocity or viral; highest first.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<TrendVideoView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListVideosAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/trends/videos")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        if (!Choice.Read<TrendStatus>(request, "status").Succeeded(out Choice<TrendStatus>? status, out Problem? problem))
            return Answers.Of(problem);
        if (!Choice.Read<VideoOrder>(request, "order").Succeeded(out Choice<VideoOrder>? order, out problem))
            return Answers.Of(problem);
        return await PageQuery.AnswerAsync(
            request,
            page => find.VideosAsync(
                context.Caller(), status.Value, Text(request, "platform"), Text(request, "bloggerId"), order.Value ?? VideoOrder.Found, page.After, page.Limit, cancellation),
            TrendVideoView.Of);
    }

    [Function("ListTrendingVideos")]
    [EndpointSummary("Watched videos that are far above their creator's usual or belong to a trend, fastest first.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<TrendVideoView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListTrendingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/trends/trending")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(
            request,
            page => find.VideosAsync(context.Caller(), TrendStatus.Trending, null, null, VideoOrder.Velocity, page.After, page.Limit, cancellation), TrendVideoView.Of);

    [Function("GetTrendVideo")]
    [EndpointSummary("A watched video with its history.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<TrendVideoWithHistory>(StatusCodes.Status200OK)]
    public async Task<IResult> GetVideoAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/trends/videos/{trendVideoId}")] HttpRequest request,
        string trendVideoId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await find.VideoAsync(context.Caller(), trendVideoId, cancellation) is { } video
            ? TypedResults.Ok(TrendVideoWithHistory.Of(video))
            : Answers.Of(Problem.Missing("watched video"));

    [Function("ListTrends")]
    [EndpointSummary("Hashtags, topics, formats and sounds that rise, strongest first.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [QueryParameter("type", typeof(TrendType))]
    [QueryParameter("status", typeof(TrendStatus), Description = "Left out: those that are not archived.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<TrendView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListTrendsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/trends/topics")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        if (!Choice.Read<TrendType>(request, "type").Succeeded(out Choice<TrendType>? type, out Problem? problem))
            return Answers.Of(problem);
        if (!Choice.Read<TrendStatus>(request, "status").Succeeded(out Choice<TrendStatus>? status, out problem))
            return Answers.Of(problem);
        return await PageQuery.AnswerAsync(
            request, page => find.TrendsAsync(context.Caller(), type.Value, status.Value, page.After, page.Limit, cancellation), TrendView.Of);
    }

    [Function("GetTrend")]
    [EndpointSummary("A trend with its strongest videos.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<TrendWithVideos>(StatusCodes.Status200OK)]
    public async Task<IResult> GetTrendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/trends/topics/{trendId}")] HttpRequest request,
        string trendId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await find.TrendAsync(context.Caller(), trendId, cancellation) is { } found
            ? TypedResults.Ok(new TrendWithVideos(TrendView.Of(found.Trend), [.. found.Videos.Select(TrendVideoView.Of)]))
            : Answers.Of(Problem.Missing("trend"));

    /// <summary>Looks for young videos now and compares them, instead of at the next round. While one such job runs, and for two minutes after, it is the answer.</summary>
    [Function("StartDiscovery")]
    [Access(Role.Editor)]
    [Fails(409, "no_trend_source", "nothing_watched", "trend_watch_not_in_tier")]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> DiscoverAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/trends/discover")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync<Job>(await discovery.ExecuteAsync(context.Caller(), cancellation), async job =>
        {
            await new DurableWorkflows(client).StartAsync(
                RadarStories.Discover, RadarStories.DiscoveryId(job.OrgId, job.Id), new WatchInput(job.OrgId, job.CreatedAt, JobId: job.Id), cancellation);
            return JobView.Begun(job, $"/api/v1/jobs/{job.Id}");
        });

    /// <summary>Videos with their numbers from a file. Either all rows can be used, or nothing is written; a dry run only looks.</summary>
    [Function("ImportTrendVideos")]
    [BodyLimit(8 * 1024 * 1024)]
    [Access(Role.Editor)]
    [Fails(400, "import_rows_wrong")]
    [Fails(409, "tracked_video_limit")]
    [Fails(413, "import_too_large")]
    [ProducesResponseType<ImportReport>(StatusCodes.Status200OK)]
    public async Task<IResult> ImportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/trends/import")] HttpRequest request,
        [FromBody] ImportOrder body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(await import.ExecuteAsync(context.Caller(), body, cancellation), TypedResults.Ok);

    private static string? Text(HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } text, ..] ? text : null;
}
