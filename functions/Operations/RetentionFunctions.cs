using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Retention;

namespace Shortloop.Functions.Operations;

/// <summary>Once a night: what has had its time is dropped.</summary>
public sealed class RetentionFunctions(RetentionRules rules, TimeProvider clock)
{
    private static readonly OrchestrationRuntimeStatus[] Over =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    [Function("ApplyRetentionNightly")]
    public async Task RunAsync(
        [TimerTrigger("0 20 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await new DurableWorkflows(client).StartAsync(
            Stories.ApplyRetention, Stories.RetentionId(now), new RetentionInput(RetentionStep.Jobs, now), cancellation);
        // In portions: one call for all may take longer than the host waits for an answer.
        var old = new PurgeInstancesFilter(CreatedTo: now - rules.Stories, Statuses: Over) { Timeout = TimeSpan.FromMinutes(1) };
        PurgeResult purged;
        do
            purged = await client.PurgeAllInstancesAsync(old, cancellation);
        while (purged is { IsComplete: false, PurgedInstanceCount: > 0 });
    }
}
