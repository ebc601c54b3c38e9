using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Edits;

/// <summary>Where a running render job calls back: what to make, how far it is (and whether to go on), and how it ended.</summary>
public sealed class RenderCallbackFunctions(RenderAccess access, ServeRenderJob serve)
{
    private const string Who = "The render job of this very render, by the token that came with its message.";

    [Function("ClaimRender")]
    [EndpointSummary("The render job takes its work.")]
    [Fails(401, "render_token_void")]
    [Access(Who, Uncounted = true)]
    [ProducesResponseType<RenderAssignment>(StatusCodes.Status200OK)]
    public async Task<IResult> ClaimAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "internal/renders/{orgId}/{jobId}/claim")] HttpRequest request,
        string orgId,
        string jobId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await CheckAsync(request, orgId, jobId, cancellation) is not { } job)
            return Refuse();

        // A redelivered message of a render that is over: its last call may have been cut off before the story heard of it.
        if (job.Status is RenderStatus.Succeeded or RenderStatus.Failed)
            await new DurableWorkflows(client).RaiseAsync(job.StoryId, Stories.RenderSettledEvent, job.Settled(), cancellation);
        return Answers.Of(await serve.ClaimAsync(job, cancellation), TypedResults.Ok);
    }

    [Function("ReportRender")]
    [EndpointSummary("The render job says how far it is, and hears whether to go on.")]
    [Fails(401, "render_token_void")]
    [Access(Who, Uncounted = true)]
    [ProducesResponseType<RenderDirective>(StatusCodes.Status200OK)]
    public async Task<IResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "internal/renders/{orgId}/{jobId}/progress")] HttpRequest request,
        string orgId,
        string jobId,
        [FromBody] RenderReport report,
        CancellationToken cancellation) =>
        await CheckAsync(request, orgId, jobId, cancellation) is { } job
            ? TypedResults.Ok(await serve.ReportAsync(job, report, cancellation))
            : Refuse();

    [Function("FinishRender")]
    [EndpointSummary("The render job says how it ended.")]
    [Fails(401, "render_token_void")]
    [Access(Who, Uncounted = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> FinishAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "internal/renders/{orgId}/{jobId}/finished")] HttpRequest request,
        string orgId,
        string jobId,
        [FromBody] RenderResult result,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await CheckAsync(request, orgId, jobId, cancellation) is not { } job)
            return Refuse();
        return await Answers.OfAsync<RenderJob>(await serve.FinishAsync(job, result, cancellation), async settled =>
        {
            // Raised again when the job repeats its last call: the story passes over what it has already heard.
            await new DurableWorkflows(client).RaiseAsync(settled.StoryId, Stories.RenderSettledEvent, settled.Settled(result.ErrorIsPermanent), cancellation);
            return TypedResults.NoContent();
        });
    }

    private Task<RenderJob?> CheckAsync(HttpRequest request, string orgId, string jobId, CancellationToken cancellation) =>
        Ids.IsWellFormed(orgId) && Ids.IsWellFormed(jobId)
            ? access.CheckAsync(orgId, jobId, request.Headers[RenderOrder.TokenHeader], cancellation)
            : Task.FromResult<RenderJob?>(null);

    private static IResult Refuse() =>
        Answers.Of(new Problem(ProblemKind.Unauthorized, "render_token_void", "This token is not, or no longer, good for this render."));
}
