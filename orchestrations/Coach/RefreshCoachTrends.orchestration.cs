using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Coach.Trending;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Coach;

/// <summary>Brings the feeds of all categories and languages that are due up to date, side by side. One that fails keeps no other from its turn; the next hour tries again.</summary>
public static class RefreshCoachTrends
{
    [Function(Stories.RefreshCoachTrends)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, CoachTrendsInput input)
    {
        FeedKey[] due = input.Only is { } only ? [only] : await context.CallActivityAsync<FeedKey[]>(nameof(ListDueFeedsActivity), input, Policies.Inside);
        await Task.WhenAll(due.Select(key => RefreshAsync(context, key)));
    }

    private static async Task RefreshAsync(TaskOrchestrationContext context, FeedKey key)
    {
        try
        {
            await context.CallActivityAsync<int>(nameof(RefreshFeedActivity), key, Policies.Outside);
        }
        catch (TaskFailedException)
        {
            // What was there stays for its day.
        }
    }
}
