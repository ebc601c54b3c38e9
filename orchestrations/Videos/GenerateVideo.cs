using Microsoft.DurableTask;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Videos;

/// <summary>A part of the main chain's story: footage is ordered, and looked for until it is there; it takes from one minute to some.</summary>
internal static class GenerateVideo
{
    /// <summary>Every 10 seconds for two minutes, then every 30: a quarter of an hour in all.</summary>
    private const int Looks = 38;

    public static async Task RunAsync(TaskOrchestrationContext context, ProduceInput input)
    {
        await context.CallActivityAsync(nameof(OrderVideoActivity), input, Policies.Outside);
        for (int look = 1; look <= Looks; look++)
        {
            await context.CreateTimer(TimeSpan.FromSeconds(look <= 12 ? 10 : 30), CancellationToken.None);
            if (await context.CallActivityAsync<bool>(nameof(FetchVideoActivity), new FetchVideoInput(input, look == Looks), Policies.Outside))
                return;
        }
    }
}
