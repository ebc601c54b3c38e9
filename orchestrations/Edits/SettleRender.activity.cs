using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Edits;

public sealed record SettleRenderInput(ProduceInput Produce, RenderSettled Render);

// Running it twice writes the same end of the same station.
public sealed class SettleRenderActivity(StationRunner station, JobTracker jobs)
{
    [Function(nameof(SettleRenderActivity))]
    public async Task RunAsync([ActivityTrigger] SettleRenderInput input, CancellationToken cancellation)
    {
        ProduceInput produce = input.Produce;
        if (input.Render.Succeeded)
            await jobs.DoneAsync(produce.OrgId, produce.JobId, Stations.Render, input.Render.Message, cancellation);
        else
            await station.FailAsync(
                produce.OrgId, produce.JobId, Stations.Render,
                new Failure(input.Render.Code ?? "render_failed", input.Render.Message ?? "The render failed."), cancellation);
    }
}
