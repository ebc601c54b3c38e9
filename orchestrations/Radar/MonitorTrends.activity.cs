using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Measuring;

namespace Shortloop.Orchestrations.Radar;

// Running it twice reads twice.
public sealed class PlanMonitoringActivity(MonitorVideos monitor)
{
    [Function(nameof(PlanMonitoringActivity))]
    public Task<MonitorPlan> RunAsync([ActivityTrigger] WatchInput input, CancellationToken cancellation) => monitor.PlanAsync(input, cancellation);
}

// Running it twice: what was measured is no longer due, and the same look twice is one observation.
public sealed class MeasureChunkActivity(MonitorVideos monitor)
{
    [Function(nameof(MeasureChunkActivity))]
    public Task<ChunkResult> RunAsync([ActivityTrigger] WatchInput input, CancellationToken cancellation) => monitor.ExecuteAsync(input, cancellation);
}

// Running it twice writes the same report.
public sealed class EndMonitoringActivity(MonitorVideos monitor)
{
    [Function(nameof(EndMonitoringActivity))]
    public Task RunAsync([ActivityTrigger] WatchInput input, CancellationToken cancellation) => monitor.EndAsync(input, cancellation);
}
