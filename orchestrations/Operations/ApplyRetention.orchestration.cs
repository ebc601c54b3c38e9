using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Retention;

namespace Shortloop.Orchestrations.Operations;

/// <summary>Drops what has had its time, kind by kind and page by page. One kind that fails keeps no other from its turn; the next day tries again.</summary>
public static class ApplyRetention
{
    [Function(Stories.ApplyRetention)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RetentionInput input)
    {
        string? next = await PageAsync(context, input);
        RetentionInput? then = next is not null ? input with { Continuation = next }
            : input.Step < Enum.GetValues<RetentionStep>().Max() ? new RetentionInput(input.Step + 1, input.AsOf)
            : null;
        if (then is not null)
            context.ContinueAsNew(then);
    }

    private static async Task<string?> PageAsync(TaskOrchestrationContext context, RetentionInput input)
    {
        try
        {
            return await context.CallActivityAsync<string?>(nameof(ApplyRetentionActivity), input, Policies.Inside);
        }
        catch (TaskFailedException)
        {
            return null;
        }
    }
}
