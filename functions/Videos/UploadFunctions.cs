using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Videos;

/// <param name="ProjectId">Left out: the organisation's default project.</param>
/// <param name="Produce">
/// Said here, the upload needs no completion: commit the blocks in storage yourself (Put Block List with the same link), and the work begins when storage
/// says so. Only where the installation listens to its storage. Left out: it is said when the upload is completed.
/// </param>
public sealed record StartUploadBody(string FileName, long SizeBytes, string? ProjectId = null, ProduceOptions? Produce = null);

public sealed record UploadStarted(VideoView Video, UploadTicket Upload);

public sealed record UploadState(UploadTicket Upload, IReadOnlyList<BlobBlock> Blocks);

public sealed record CompleteUploadBody(IReadOnlyList<string> BlockIds, ProduceOptions Produce);

/// <summary>Upload: ask for a place, put blocks straight into storage, complete. Resumable at any time, cancelled by deleting.</summary>
public sealed class UploadFunctions(
    StartUpload start, ResumeUpload resume, CompleteUpload complete, DeleteVideo delete, VideoViews views, StorageEventOptions storageEvents)
{
    private static readonly Problem NotTold = new(
        ProblemKind.Invalid, "arrival_not_told", "This installation does not listen to its storage: say what to produce when you complete the upload.");

    [Function("StartUpload")]
    [EndpointSummary("Begin an upload: where to put the blocks.")]
    [EndpointDescription("With `produce` the upload needs no completion: commit the blocks in storage yourself, by Put Block List with the same link, and the work begins when storage tells of it. That is for installations which listen to their storage. An API key that asks for a post without approval (`privacy` without `requireApproval`) needs the scope `publish`, too.")]
    [Fails(400, "arrival_not_told")]
    [Access(Role.Editor)]
    [ProducesResponseType<UploadStarted>(StatusCodes.Status201Created)]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos")] HttpRequest request,
        [FromBody] StartUploadBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        body.Produce is not null && !storageEvents.Listens ? Answers.Of(NotTold) : await Answers.OfAsync(
            await start.ExecuteAsync(context.Caller(), body.FileName, body.SizeBytes, body.ProjectId, body.Produce, cancellation),
            async started => TypedResults.Created(
                $"/api/v1/videos/{started.Video.Id}",
                new UploadStarted(await views.MakeAsync(started.Video, cancellation), started.Upload)));

    [Function("ResumeUpload")]
    [EndpointSummary("Which blocks have arrived, to go on with an upload.")]
    [Access(Role.Editor)]
    [ProducesResponseType<UploadState>(StatusCodes.Status200OK)]
    public async Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{videoId}/blocks")] HttpRequest request,
        string videoId,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await resume.ExecuteAsync(context.Caller(), videoId, cancellation),
            found => TypedResults.Ok(new UploadState(found.Upload, found.Blocks)));

    [Function("CompleteUpload")]
    [EndpointSummary("End an upload and start what is to be made of it.")]
    [EndpointDescription("An API key that asks for a post without approval (`privacy` without `requireApproval`) needs the scope `publish`, too.")]
    [Access(Role.Editor)]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> CompleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos/{videoId}/complete")] HttpRequest request,
        string videoId,
        [FromBody] CompleteUploadBody body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync(
            await complete.ExecuteAsync(context.Caller(), videoId, body.BlockIds, body.Produce, cancellation),
            async job =>
            {
                await new DurableWorkflows(client).StartAsync(
                    Stories.ProduceVideo, Stories.ProduceId(job.OrgId, videoId),
                    new ProduceInput(job.OrgId, job.CreatedBy, videoId, job.Id), cancellation);
                return TypedResults.Accepted($"/api/v1/jobs/{job.Id}", JobView.Of(job));
            });

    [Function("DeleteVideo")]
    [EndpointSummary("Cancel an upload, or delete a video with what was made from it.")]
    [Fails(409, "video_in_use")]
    [HeaderParameter("If-Match")]
    [Access(Role.Editor)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/videos/{videoId}")] HttpRequest request,
        string videoId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await delete.ExecuteAsync(context.Caller(), videoId, ETags.IfMatch(request), cancellation) is { } problem ? Answers.Of(problem) : TypedResults.NoContent();
}
