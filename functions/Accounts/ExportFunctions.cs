using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Export;
using Shortloop.Core.Operations;
using Shortloop.Functions.Http;
using Shortloop.Functions.Operations;

namespace Shortloop.Functions.Accounts;

/// <param name="Status">Its job's; null once that has been forgotten.</param>
/// <param name="Url">A link that is good until <paramref name="UrlExpiresAt"/>; null: not ready, or no longer kept.</param>
/// <param name="ExpiresAt">Until then the archive is kept.</param>
public sealed record ExportView(
    string Id, JobStatus? Status, long? SizeBytes, DateTimeOffset? ReadyAt, DateTimeOffset? ExpiresAt, Uri? Url, DateTimeOffset? UrlExpiresAt);

/// <summary>Everything of the caller as one archive.</summary>
public sealed class ExportFunctions(StartExport start, ReadExport read)
{
    [Function("StartExport")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/me/export")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync<Job>(await start.ExecuteAsync(context.Caller(), cancellation), async job =>
        {
            var input = new ExportInput(context.Caller().UserId, job.Id);
            await new DurableWorkflows(client).StartAsync(Stories.ExportUser, Stories.ExportId(input), input, cancellation);
            return JobView.Begun(job, $"/api/v1/jobs/{job.Id}");
        });

    [Function("GetExport")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<ExportView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/me/export/{exportId}")] HttpRequest request,
        string exportId,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(await read.ExecuteAsync(context.Caller(), exportId, cancellation), state => TypedResults.Ok(new ExportView(
            state.Export.Id, state.Job?.Status, state.Export.SizeBytes, state.Export.ReadyAt, state.Export.ExpiresAt, state.Link, state.LinkExpiresAt)));
}
