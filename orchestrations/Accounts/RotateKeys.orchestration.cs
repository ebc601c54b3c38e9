using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Accounts;

/// <summary>A new key if it is time, tokens sealed anew page by page, and old keys put away once nothing is sealed with them.</summary>
public static class RotateKeys
{
    [Function(Stories.RotateKeys)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, KeyRotationInput input)
    {
        if (input.Continuation is null)
            await context.CallActivityAsync(nameof(AddKeyActivity), input, Policies.Inside);
        ResealedPage page = await context.CallActivityAsync<ResealedPage>(nameof(ResealTokensActivity), input, Policies.Inside);
        KeyRotationInput next = input with { Continuation = page.Next, Left = input.Left + page.Left };
        if (page.Next is not null)
            context.ContinueAsNew(next);
        else
            await context.CallActivityAsync(nameof(RetireKeysActivity), next, Policies.Inside);
    }
}
