using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Produce;

namespace Shortloop.Orchestrations.Videos;

// Running it twice draws the same film and writes it over.
public sealed class MakeCardsActivity(StationRunner station, JobReader jobs, CardFilm film)
{
    [Function(nameof(MakeCardsActivity))]
    public Task RunAsync([ActivityTrigger] ProduceInput input, CancellationToken cancellation) =>
        station.RunAsync(input.OrgId, input.JobId, Stations.Upload, async () =>
            await film.MakeAsync(await jobs.RequireAsync(input.OrgId, input.JobId, cancellation), cancellation), cancellation);
}
