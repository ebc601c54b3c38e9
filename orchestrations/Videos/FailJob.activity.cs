using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Videos;

public sealed record FailJobInput(ProduceInput Produce, string Message);

// Running it twice: the first failure of a job is the one that stays.
public sealed class FailJobActivity(StationRunner station)
{
    [Function(nameof(FailJobActivity))]
    public Task RunAsync([ActivityTrigger] FailJobInput input, CancellationToken cancellation) =>
        station.FailAsync(input.Produce.OrgId, input.Produce.JobId, null, new Failure("step_failed", input.Message), cancellation);
}
