using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Videos;

namespace Shortloop.Orchestrations.Videos;

// Running it twice reads the same file and writes the same facts.
public sealed class ProbeVideoActivity(StationRunner station, ProbeVideo probe)
{
    [Function(nameof(ProbeVideoActivity))]
    public Task RunAsync([ActivityTrigger] ProduceInput input, CancellationToken cancellation) =>
        station.RunAsync(input.OrgId, input.JobId, Stations.Probe, async () =>
        {
            MediaProbe found = await probe.ExecuteAsync(input.OrgId, input.VideoId, cancellation);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Video.Width}×{found.Video.Height}, {found.DurationSeconds:0.0} s, {found.Video.Codec}{(found.Audio is null ? ", no sound" : " + " + found.Audio.Codec)}");
        }, cancellation);
}
