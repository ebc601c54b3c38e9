using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Scripts;

namespace Shortloop.Orchestrations.Videos;

// Running it twice: a script that was kept is taken; one that was lost before it was kept is asked for again.
public sealed class WriteScriptActivity(StationRunner station, JobReader jobs, WriteScript write)
{
    [Function(nameof(WriteScriptActivity))]
    public Task RunAsync([ActivityTrigger] ProduceInput input, CancellationToken cancellation) =>
        station.RunAsync(input.OrgId, input.JobId, Stations.Script, async () =>
        {
            Script script = await ThrottlePatience.RunAsync(
                async () => await write.ExecuteAsync(await jobs.RequireAsync(input.OrgId, input.JobId, cancellation), cancellation), cancellation);
            return $"{script.Content.Segments.Count} segments by {script.Model}";
        }, cancellation);
}
