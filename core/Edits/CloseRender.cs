using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Edits;

/// <summary>
/// Nobody waits for the render any more. If it has succeeded it is paid for; if not, it can't succeed any longer (its token is void) and costs
/// nothing. What it is found to be and what is paid are one, however late another answer comes.
/// </summary>
public sealed class CloseRender(IDocumentStore store, RenderCharge charge)
{
    private static readonly Failure Lost = new("render_lost", "The render was not heard of again.");

    /// <param name="run">Which run of the job; a render that a later run has taken over is over for this one.</param>
    /// <returns>How it ended; null: it was never ordered.</returns>
    public async Task<RenderSettled?> ExecuteAsync(string orgId, string renderId, int run, CancellationToken cancellation)
    {
        RenderJob? job;
        do
            job = await store.ReadAsync<RenderJob>(Containers.Renders, orgId, renderId, cancellation);
        while (job is not null && job.Run == run && !await IsFinalAsync(job, cancellation));
        bool succeeded = job is { Status: RenderStatus.Succeeded } && job.Run == run;
        await charge.EndAsync(orgId, renderId, run, succeeded, cancellation);
        return job?.Settled(permanent: true);
    }

    private async Task<bool> IsFinalAsync(RenderJob job, CancellationToken cancellation)
    {
        if (job.Status is RenderStatus.Succeeded or RenderStatus.Cancelled || (job.Status == RenderStatus.Failed && job.TokenHash.Length == 0))
            return true;
        RenderJob closed = job with { Status = RenderStatus.Failed, TokenHash = "", EtaSeconds = null, Failure = job.Failure ?? Lost };
        return (await store.ReplaceAsync(Containers.Renders, closed, cancellation)).Status == WriteStatus.Written;
    }
}
