using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Analytics;
using Shortloop.Core.Operations;
using Shortloop.Core.Publishing;
using Shortloop.Orchestrations.Publishing;

namespace Shortloop.Orchestrations.Analytics;

/// <summary>One reading of a post's numbers; the first one also enters the later ones into the due index.</summary>
public static class CollectMetrics
{
    /// <summary>A new post appears once it is moderated, usually within seconds.</summary>
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMinutes(2);

    [Function(Stories.CollectMetrics)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, PostInput input)
    {
        bool first = input.Label is not { } label || MetricAges.Later.All(age => age.Label != label);
        var reading = new ReadMetricsInput(input with { Label = first ? MetricAges.First : input.Label });
        bool measured = false;
        try
        {
            // Entered before anything is asked: a platform that doesn't answer now is asked again later.
            if (first)
                await context.CallActivityAsync(nameof(ScheduleMetricsActivity), input, Policies.Inside);
            await context.CallActivityAsync<PostVerdict>(nameof(CheckPostActivity), input, Policies.Outside);
            measured = await PublishPost.Until(
                context, first ? FirstPatience : TimeSpan.Zero,
                () => context.CallActivityAsync<bool>(nameof(ReadMetricsActivity), reading, Policies.Outside));
        }
        catch (TaskFailedException)
        {
            // A reading that could not be had is a gap in the series, not a failure of the post; the next one is already entered.
        }

        if (first)
            await context.CallActivityAsync(nameof(SettleJobActivity), new SettleJobInput(input, measured), Policies.Inside);
    }
}
