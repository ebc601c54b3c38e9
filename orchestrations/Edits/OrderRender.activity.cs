using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Edits;

public sealed record OrderRenderInput(RenderInput Render, string StoryId, int Attempt);

// Running it twice sends a second message with a new token; the first message's token is void, so only one of them renders.
public sealed class OrderRenderActivity(OrderRender order, StationRunner station, JobTracker jobs)
{
    [Function(nameof(OrderRenderActivity))]
    public async Task<RenderSettled?> RunAsync([ActivityTrigger] OrderRenderInput input, CancellationToken cancellation)
    {
        RenderInput render = input.Render;
        if (await jobs.StartAsync(render.OrgId, render.JobId, Stations.Render, cancellation) is null or { IsOver: true })
            throw new PermanentException("job_over", "The job was cancelled.");
        try
        {
            RenderJob? over = await order.ExecuteAsync(
                render.OrgId, render.EditId, render.JobId, input.StoryId, render.Run, input.Attempt, cancellation);
            return over?.Settled();
        }
        catch (PermanentException error)
        {
            // A person can do something about it: it is told at its station, under its own code.
            await station.FailAsync(render.OrgId, render.JobId, Stations.Render, new Failure(error.Code, error.Message), cancellation);
            throw;
        }
    }
}
