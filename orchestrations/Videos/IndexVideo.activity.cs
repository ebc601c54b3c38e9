using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Patterns;

namespace Shortloop.Orchestrations.Videos;

// Running it twice writes the same vector over.
public sealed class IndexVideoActivity(StationRunner station, IndexVideo index)
{
    [Function(nameof(IndexVideoActivity))]
    public Task RunAsync([ActivityTrigger] ProduceInput input, CancellationToken cancellation) =>
        station.RunAsync(input.OrgId, input.JobId, Stations.Index, async () =>
        {
            await index.ExecuteAsync(input.OrgId, input.VideoId, cancellation);
            return null;
        }, cancellation);
}
