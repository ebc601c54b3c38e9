using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Trends;

namespace Shortloop.Orchestrations.Radar;

/// <summary>What rises, and who is told of it.</summary>
public static class AnalyseTrends
{
    [Function(RadarStories.Analyse)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, WatchInput input)
    {
        AnalysisResult found = await context.CallActivityAsync<AnalysisResult>(nameof(AnalyseTrendsActivity), input, Policies.Inside);
        await context.CallActivityAsync(nameof(AnnounceTrendsActivity), new AnnounceInput(input, found), Policies.Inside);
    }
}
