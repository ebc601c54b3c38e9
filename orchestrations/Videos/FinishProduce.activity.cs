using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Publishing;

namespace Shortloop.Orchestrations.Videos;

// Running it twice writes the same state of the same stations.
public sealed class FinishProduceActivity(JobReader jobs, FinishProduce finish)
{
    [Function(nameof(FinishProduceActivity))]
    public async Task RunAsync([ActivityTrigger] ProduceInput input, CancellationToken cancellation) =>
        await finish.ExecuteAsync(await jobs.RequireAsync(input.OrgId, input.JobId, cancellation), cancellation);
}
