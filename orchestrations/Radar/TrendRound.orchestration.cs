using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Radar;

namespace Shortloop.Orchestrations.Radar;

/// <summary>One round over all organisations that watch something, some of them side by side. One that fails keeps no other from its turn; the next round tries again.</summary>
public static class TrendRound
{
    [Function(RadarStories.Round)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RoundInput input)
    {
        WatchPage page = await context.CallActivityAsync<WatchPage>(nameof(FindWatchesActivity), input, Policies.Inside);
        await Task.WhenAll(page.OrgIds.Select(orgId => OneAsync(context, input, orgId, page.Watching)));
        if (page.Next is { } next)
            context.ContinueAsNew(input with { Continuation = next });
    }

    private static async Task OneAsync(TaskOrchestrationContext context, RoundInput input, string orgId, int watching)
    {
        try
        {
            await context.CallSubOrchestratorAsync(
                RadarStories.StoryOf(input.Kind), new WatchInput(orgId, input.At, watching),
                new SubOrchestrationOptions { InstanceId = RadarStories.WatchId(input.Kind, orgId, input.At) });
        }
        catch (TaskFailedException)
        {
            // Said by the watch's own report, which stays behind.
        }
    }
}
