using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Trends;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Orchestrations.Radar;

/// <summary>
/// Looks for young videos: decide what to ask, ask it piece by piece, say what came of it, and compare at once: what is new is
/// news while it is new. Piece after piece, because they share what the tier has room for.
/// </summary>
public static class DiscoverTrends
{
    [Function(RadarStories.Discover)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, WatchInput input)
    {
        try
        {
            DiscoveryPlan plan = await context.CallActivityAsync<DiscoveryPlan>(nameof(PlanDiscoveryActivity), input, Policies.Inside);
            (TakenIn taken, int failed, string? problem) = (TakenIn.Nothing, 0, null);
            foreach (Piece piece in plan.Pieces)
                try
                {
                    taken += await context.CallActivityAsync<TakenIn>(nameof(DiscoverPieceActivity), new PieceInput(input, piece), Policies.Brief);
                }
                catch (TaskFailedException error)
                {
                    (failed, problem) = (failed + 1, Failures.Say(error.FailureDetails));
                }

            await context.CallActivityAsync(
                nameof(EndDiscoveryActivity), new DiscoveryEnd(input, taken, plan.Pieces.Count, failed, problem, plan.Note), Policies.Inside);
            if (failed > 0 && failed == plan.Pieces.Count)
                return;
            AnalysisResult found = await context.CallActivityAsync<AnalysisResult>(nameof(AnalyseTrendsActivity), input, Policies.Inside);
            await context.CallActivityAsync(nameof(AnnounceTrendsActivity), new AnnounceInput(input, found), Policies.Inside);
        }
        catch (TaskFailedException error) when (input.JobId is not null)
        {
            await context.CallActivityAsync(nameof(FailDiscoveryActivity), new FailDiscoveryInput(input, Failures.Say(error.FailureDetails)), Policies.Inside);
        }
    }
}
