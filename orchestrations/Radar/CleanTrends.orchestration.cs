using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Radar;

namespace Shortloop.Orchestrations.Radar;

/// <summary>Puts away what has had its time, page by page.</summary>
public static class CleanTrends
{
    [Function(RadarStories.Clean)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, WatchInput input)
    {
        if (await context.CallActivityAsync<string?>(nameof(CleanTrendsActivity), input, Policies.Inside) is { } next)
            context.ContinueAsNew(input with { Continuation = next });
    }
}
