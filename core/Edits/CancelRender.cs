using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Edits;

/// <summary>Asks a render to stop; the running job hears of it with its next report.</summary>
public sealed class CancelRender(IDocumentStore store)
{
    public async Task<Outcome<RenderJob>> ExecuteAsync(Principal caller, string renderJobId, CancellationToken cancellation)
    {
        RenderJob? job = await store.ReadAsync<RenderJob>(Containers.Renders, caller.OrgId, renderJobId, cancellation);
        if (job is null)
            return Problem.Missing("render");
        if (job.Status is RenderStatus.Succeeded or RenderStatus.Failed or RenderStatus.Cancelled)
            return new Problem(ProblemKind.Conflict, "render_over", "This render is already over.");
        WriteResult<RenderJob> result = await store.PatchAsync<RenderJob>(
            Containers.Renders, caller.OrgId, renderJobId, [new PatchOperation(PatchKind.Set, "cancelRequested", true)], null, cancellation);
        return result.Document is { } cancelled ? cancelled : Problem.Missing("render");
    }

    /// <summary>With its job, everything that is still being rendered for it stops.</summary>
    public async Task OfJobAsync(Job job, CancellationToken cancellation)
    {
        var query = new DocumentQuery(job.OrgId, [new Condition("jobId", Comparison.Equal, job.Id)]);
        foreach (RenderJob render in (await store.QueryAsync<RenderJob>(Containers.Renders, query, cancellation)).Items)
            await store.PatchAsync<RenderJob>(
                Containers.Renders, job.OrgId, render.Id, [new PatchOperation(PatchKind.Set, "cancelRequested", true)], null, cancellation);
    }
}
