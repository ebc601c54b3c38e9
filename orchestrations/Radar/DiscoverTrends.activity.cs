using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Operations;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Orchestrations.Radar;

// Running it twice moves the turn of the searches on twice: the ones left out come a round later.
public sealed class PlanDiscoveryActivity(DiscoverVideos discover)
{
    [Function(nameof(PlanDiscoveryActivity))]
    public Task<DiscoveryPlan> RunAsync([ActivityTrigger] WatchInput input, CancellationToken cancellation) => discover.PlanAsync(input, cancellation);
}

// Running it twice takes in the same videos, which are there once.
public sealed class DiscoverPieceActivity(DiscoverVideos discover, JobReader jobs)
{
    [Function(nameof(DiscoverPieceActivity))]
    public async Task<TakenIn> RunAsync([ActivityTrigger] PieceInput input, CancellationToken cancellation)
    {
        if (input.Watch.JobId is { } jobId && (await jobs.RequireAsync(input.Watch.OrgId, jobId, cancellation)).IsOver)
            throw new PermanentException("job_over", "The job was cancelled.");
        return await discover.ExecuteAsync(input.Watch, input.Piece, cancellation);
    }
}

// Running it twice writes the same report.
public sealed class EndDiscoveryActivity(DiscoverVideos discover)
{
    [Function(nameof(EndDiscoveryActivity))]
    public Task RunAsync([ActivityTrigger] DiscoveryEnd input, CancellationToken cancellation) => discover.EndAsync(input, cancellation);
}

public sealed record FailDiscoveryInput(WatchInput Watch, string Message);

// Running it twice: the first failure of a job is the one that stays.
public sealed class FailDiscoveryActivity(JobTracker jobs)
{
    [Function(nameof(FailDiscoveryActivity))]
    public Task RunAsync([ActivityTrigger] FailDiscoveryInput input, CancellationToken cancellation) =>
        jobs.FailAsync(input.Watch.OrgId, input.Watch.JobId!, null, new Failure("discovery_failed", input.Message), cancellation);
}
