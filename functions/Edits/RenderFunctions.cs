using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core.Accounts;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;

namespace Shortloop.Functions.Edits;

/// <summary>One output of an edit. All outputs of an edit are made by one job and share its progress.</summary>
/// <param name="Progress">0 to 1.</param>
/// <param name="Url">Signed, for playing; null until it is made.</param>
public sealed record RenderView(
    string Id,
    string VideoId,
    string EditId,
    string Platform,
    RenderStatus Status,
    double Progress,
    double? Speed,
    double? EtaSeconds,
    Uri? Url,
    Uri? ThumbnailUrl,
    Uri? DownloadUrl,
    long? SizeBytes,
    double? DurationSeconds,
    int? Width,
    int? Height,
    double? LoudnessLufs,
    Failure? Failure);

public sealed class RenderFunctions(IDocumentStore store, IBlobStore blobs, CancelRender cancel)
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(1);

    [Function("ListRenders")]
    [EndpointSummary("Renders, newest first.")]
    [QueryParameter("videoId")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<RenderView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/renders")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        // A page counts edits: all outputs of one stay together.
        PageQuery.AnswerAsync(
            request,
            page => store.QueryAsync<RenderJob>(Containers.Renders, ByVideo.Query(context.Caller(), request, page), cancellation),
            jobs => ViewsAsync(jobs, cancellation));

    [Function("CancelRender")]
    [EndpointSummary("Stop a render.")]
    [Access(Role.Editor)]
    [ProducesResponseType<ListOf<RenderView>>(StatusCodes.Status200OK)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/renders/{renderId}/cancel")] HttpRequest request,
        string renderId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync<RenderJob>(
            await cancel.ExecuteAsync(context.Caller(), RenderJobId(renderId), cancellation),
            async job =>
            {
                // The job stops without another word, so the story hears it from here.
                var settled = new RenderSettled(job.Attempt, Succeeded: false, Cancelled: true, Permanent: true, "render_cancelled", "The render was cancelled.");
                await new DurableWorkflows(client).RaiseAsync(job.StoryId, Stories.RenderSettledEvent, settled, cancellation);
                return TypedResults.Ok(new ListOf<RenderView>(await ViewsAsync([job], cancellation)));
            });

    private async Task<IReadOnlyList<RenderView>> ViewsAsync(IReadOnlyList<RenderJob> jobs, CancellationToken cancellation)
    {
        var views = new List<RenderView>();
        foreach (RenderJob job in jobs)
        {
            foreach (string platform in job.Platforms)
                views.Add(await ViewAsync(job, platform, cancellation));
        }

        return views;
    }

    private async Task<RenderView> ViewAsync(RenderJob job, string platform, CancellationToken cancellation)
    {
        RenderedFile? file = job.Files.FirstOrDefault(f => f.Platform == platform);
        return new RenderView(
            $"{job.Id}-{platform}", job.VideoId, job.EditId, platform, job.Status, job.Fraction, job.Speed, job.EtaSeconds,
            await LinkAsync(job, file?.FileName, null, cancellation),
            await LinkAsync(job, file?.ThumbnailName, null, cancellation),
            await LinkAsync(job, file?.FileName, $"shortloop-{platform}.mp4", cancellation),
            file?.SizeBytes, file?.DurationSeconds, file?.Width, file?.Height, file?.LoudnessLufs, job.Failure);
    }

    private async Task<Uri?> LinkAsync(RenderJob job, string? name, string? downloadName, CancellationToken cancellation) =>
        name is null ? null : await blobs.CreateReadLinkAsync(job.BlobPrefix + name, LinkLife, downloadName, cancellation);

    // A render's id is its job's, a hyphen, and the platform.
    private static string RenderJobId(string renderId) =>
        renderId.IndexOf('-', StringComparison.Ordinal) is > 0 and var hyphen ? renderId[..hyphen] : renderId;
}
