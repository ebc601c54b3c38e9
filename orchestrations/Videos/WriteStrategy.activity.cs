using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Strategies;

namespace Shortloop.Orchestrations.Videos;

// Running it twice: a strategy that was kept is taken; one that was lost before it was kept is asked for again.
public sealed class WriteStrategyActivity(StationRunner station, JobReader jobs, WriteStrategy write)
{
    [Function(nameof(WriteStrategyActivity))]
    public Task RunAsync([ActivityTrigger] ProduceInput input, CancellationToken cancellation) =>
        station.RunAsync(input.OrgId, input.JobId, Stations.Strategy, async () =>
        {
            Strategy strategy = await ThrottlePatience.RunAsync(
                async () => await write.ExecuteAsync(await jobs.RequireAsync(input.OrgId, input.JobId, cancellation), cancellation), cancellation);
            return $"by {strategy.Model}";
        }, cancellation);
}
