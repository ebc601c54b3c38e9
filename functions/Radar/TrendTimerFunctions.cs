using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core.Radar;
using Shortloop.Functions.Operations;

namespace Shortloop.Functions.Radar;

/// <summary>
/// The rounds of the trend watch. Each begins some minutes after the one whose results it uses; its id follows from its interval, so that a timer that
/// fires twice begins it once.
/// </summary>
public sealed class TrendTimerFunctions(TimeProvider clock)
{
    [Function("BeginDiscoveryRound")]
    public Task DiscoverAsync([TimerTrigger("0 0 */4 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        BeginAsync(RoundKind.Discovery, client, cancellation);

    [Function("BeginMonitoringRound")]
    public Task MonitorAsync([TimerTrigger("0 10 */2 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        BeginAsync(RoundKind.Monitoring, client, cancellation);

    [Function("BeginAnalysisRound")]
    public Task AnalyseAsync([TimerTrigger("0 25 */6 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        BeginAsync(RoundKind.Analysis, client, cancellation);

    [Function("BeginCleanupRound")]
    public Task CleanAsync([TimerTrigger("0 40 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        BeginAsync(RoundKind.Cleanup, client, cancellation);

    private Task BeginAsync(RoundKind kind, DurableTaskClient client, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return new DurableWorkflows(client).StartAsync(RadarStories.Round, RadarStories.RoundId(kind, now), new RoundInput(kind, now), cancellation);
    }
}
