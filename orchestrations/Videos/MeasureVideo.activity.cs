using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Videos;

namespace Shortloop.Orchestrations.Videos;

// Running it twice measures again and writes the same files over.
public sealed class MeasureVideoActivity(StationRunner station, MeasureVideo measure)
{
    [Function(nameof(MeasureVideoActivity))]
    public Task RunAsync([ActivityTrigger] ProduceInput input, CancellationToken cancellation) =>
        station.RunAsync(input.OrgId, input.JobId, Stations.Analyse, async () =>
        {
            MediaMeasurements found = await measure.ExecuteAsync(input.OrgId, input.VideoId, input.JobId, cancellation);
            string sound = found.Sound?.IntegratedLufs is { } lufs ? string.Create(CultureInfo.InvariantCulture, $"{lufs:0.0} LUFS") : "silent";
            return string.Create(CultureInfo.InvariantCulture, $"{found.Cuts.Count} cuts, {found.KeyFrames.Count} key frames, {sound}");
        }, cancellation);
}
