using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Radar;
using UseCase = Shortloop.Core.Radar.Watching.CleanTrends;

namespace Shortloop.Orchestrations.Radar;

// Running it twice finds nothing more of the same page to put away.
public sealed class CleanTrendsActivity(UseCase clean)
{
    [Function(nameof(CleanTrendsActivity))]
    public Task<string?> RunAsync([ActivityTrigger] WatchInput input, CancellationToken cancellation) => clean.ExecuteAsync(input, cancellation);
}
