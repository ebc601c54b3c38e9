using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Patterns;

namespace Shortloop.Orchestrations.Videos;

// Running it twice computes the same patterns and writes them over.
public sealed class FindPatternsActivity(StationRunner station, DetectPatterns detect)
{
    [Function(nameof(FindPatternsActivity))]
    public Task RunAsync([ActivityTrigger] ProduceInput input, CancellationToken cancellation) =>
        station.RunAsync(input.OrgId, input.JobId, Stations.Patterns, async () =>
        {
            IReadOnlyList<Pattern> found = await detect.ExecuteAsync(input.OrgId, input.VideoId, cancellation);
            return string.Create(CultureInfo.InvariantCulture, $"{found.Count} patterns");
        }, cancellation);
}
