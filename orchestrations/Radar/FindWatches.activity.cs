using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Orchestrations.Radar;

// Running it twice reads twice.
public sealed class FindWatchesActivity(FindWatches find)
{
    [Function(nameof(FindWatchesActivity))]
    public Task<WatchPage> RunAsync([ActivityTrigger] RoundInput input, CancellationToken cancellation) => find.ExecuteAsync(input, cancellation);
}
