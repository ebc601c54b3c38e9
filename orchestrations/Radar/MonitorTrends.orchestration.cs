using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Measuring;

namespace Shortloop.Orchestrations.Radar;

/// <summary>Fresh numbers for what is due: some chunks side by side, and a history of its own for each such batch. A chunk that fails waits for the next round.</summary>
public static class MonitorTrends
{
    [Function(RadarStories.Monitor)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, WatchInput input)
    {
        MonitorPlan plan = await context.CallActivityAsync<MonitorPlan>(nameof(PlanMonitoringActivity), input, Policies.Inside);
        ChunkResult sum = input.Sum;
        foreach (string?[] together in plan.Starts.Chunk(MonitorVideos.ChunksAtOnce))
        {
            if (sum.Stopped)
                break;
            ChunkResult[] chunks = await Task.WhenAll(together.Select(start => MeasureAsync(context, input with { Continuation = start, Cutoff = plan.Cutoff })));
            sum = chunks.Aggregate(sum, (all, one) => all + one);
        }

        WatchInput next = input with { Continuation = plan.Next, Cutoff = plan.Cutoff, Sum = sum };
        if (plan.Next is not null && !sum.Stopped)
            context.ContinueAsNew(next);
        else
            await context.CallActivityAsync(nameof(EndMonitoringActivity), next, Policies.Inside);
    }

    private static async Task<ChunkResult> MeasureAsync(TaskOrchestrationContext context, WatchInput chunk)
    {
        try
        {
            return await context.CallActivityAsync<ChunkResult>(nameof(MeasureChunkActivity), chunk, Policies.Outside);
        }
        catch (TaskFailedException)
        {
            return new ChunkResult(0, 0);
        }
    }
}
