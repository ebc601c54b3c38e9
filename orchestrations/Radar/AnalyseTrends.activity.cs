using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Trends;
using Shortloop.Core.Radar.Watching;
using UseCase = Shortloop.Core.Radar.Trends.AnalyseTrends;

namespace Shortloop.Orchestrations.Radar;

// Running it twice finds the same trends: what is new is known by the round's own instant.
public sealed class AnalyseTrendsActivity(UseCase analyse, JobTracker jobs)
{
    [Function(nameof(AnalyseTrendsActivity))]
    public async Task<AnalysisResult> RunAsync([ActivityTrigger] WatchInput input, CancellationToken cancellation)
    {
        if (input.JobId is { } jobId)
            await jobs.StartAsync(input.OrgId, jobId, DiscoverVideos.Compare, cancellation);
        return await analyse.ExecuteAsync(input, cancellation);
    }
}

public sealed record AnnounceInput(WatchInput Watch, AnalysisResult Found);

// Running it twice: a notice is written once, and an event that comes twice makes a page read twice.
public sealed class AnnounceTrendsActivity(AnnounceTrends announce, JobTracker jobs)
{
    [Function(nameof(AnnounceTrendsActivity))]
    public async Task RunAsync([ActivityTrigger] AnnounceInput input, CancellationToken cancellation)
    {
        await announce.ExecuteAsync(input.Watch.OrgId, input.Found.NewTrends, cancellation);
        if (input.Watch.JobId is not { } jobId)
            return;
        await jobs.DoneAsync(
            input.Watch.OrgId, jobId, DiscoverVideos.Compare, $"{input.Found.Videos} videos compared, {input.Found.NewTrends.Count} new trends.", cancellation);
        await jobs.SetStatusAsync(input.Watch.OrgId, jobId, JobStatus.Succeeded, cancellation);
    }
}
