using Shortloop.Core.Accounts;
using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Edits;

/// <summary>Ends a render at once, whether it is queued or running; a running job hears of it with its next report and stops.</summary>
public sealed class CancelRender(IDocumentStore store, RenderCharge charge, EventLog events)
{
    private static readonly string[] Over = ["succeeded", "failed", "cancelled"];

    public async Task<Outcome<RenderJob>> ExecuteAsync(Principal caller, string renderJobId, CancellationToken cancellation)
    {
        RenderJob? job = await store.ReadAsync<RenderJob>(Containers.Renders, caller.OrgId, renderJobId, cancellation);
        if (job is null)
            return Problem.Missing("render");
        return await MarkAsync(job, cancellation) is { } cancelled
            ? cancelled
            : new Problem(ProblemKind.Conflict, "render_over", "This render is already over.");
    }

    /// <summary>With its job, everything that is still being rendered for it stops.</summary>
    public async Task OfJobAsync(Job job, CancellationToken cancellation)
    {
        var query = new DocumentQuery(job.OrgId, [new Condition("jobId", Comparison.Equal, job.Id)]);
        foreach (RenderJob render in (await store.QueryAsync<RenderJob>(Containers.Renders, query, cancellation)).Items)
            await MarkAsync(render, cancellation);
    }

    // What is over stays as it is.
    private async Task<RenderJob?> MarkAsync(RenderJob job, CancellationToken cancellation)
    {
        WriteResult<RenderJob> result = await store.PatchAsync<RenderJob>(
            Containers.Renders, job.OrgId, job.Id,
            [new PatchOperation(PatchKind.Set, "status", RenderStatus.Cancelled), new PatchOperation(PatchKind.Set, "etaSeconds", null)],
            [.. Over.Select(status => new Condition("status", Comparison.NotEqual, status))],
            cancellation);
        if (result.Document is { } cancelled)
            await charge.EndAsync(job.OrgId, job.Id, cancelled.Run, succeeded: false, cancellation);
        if (result.Status == WriteStatus.Written)
            await events.AppendAsync(job.OrgId, job.CreatedBy, "render", job.Id, job.VideoId, cancellation);
        return result.Status == WriteStatus.Written ? result.Document : null;
    }
}
