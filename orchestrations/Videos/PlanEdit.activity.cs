using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Videos;

// Running it twice plans the same edit under the same id.
public sealed class PlanEditActivity(JobReader jobs, PlanEdit plan)
{
    [Function(nameof(PlanEditActivity))]
    public async Task<string> RunAsync([ActivityTrigger] ProduceInput input, CancellationToken cancellation) =>
        (await plan.ExecuteAsync(await jobs.RequireAsync(input.OrgId, input.JobId, cancellation), cancellation)).Id;
}
