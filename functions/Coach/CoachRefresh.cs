using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core.Coach.Trending;
using Shortloop.Core.Operations;
using Shortloop.Functions.Operations;

namespace Shortloop.Functions.Coach;

/// <summary>Keeps the trending feeds fresh that people want.</summary>
public sealed class CoachRefresh(TimeProvider clock)
{
    [Function("RefreshCoachTrendsHourly")]
    public Task RunAsync([TimerTrigger("0 7 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        new DurableWorkflows(client).StartAsync(Stories.RefreshCoachTrends, Stories.CoachTrendsId(null, clock.GetUtcNow()), new CoachTrendsInput(null), cancellation);

    /// <summary>Somebody wants a feed that is empty. Asked once an hour, however many want it.</summary>
    public Task WarmAsync(DurableTaskClient client, FeedKey key, CancellationToken cancellation) =>
        new DurableWorkflows(client).StartAsync(Stories.RefreshCoachTrends, Stories.CoachTrendsId(key, clock.GetUtcNow()), new CoachTrendsInput(key), cancellation);
}
