using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Accounts;

/// <summary>
/// Removes a user or an organisation: close the doors, stop what runs, give back rights at the platforms, end what is paid for, remove. A second look follows, because an upload link
/// that was handed out before, or a step that was at work, may have written once more.
/// </summary>
public static class DeleteEverything
{
    /// <summary>Longer than any link or step lives.</summary>
    private static readonly TimeSpan SecondLook = TimeSpan.FromHours(3);

    [Function(Stories.Delete)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, DeletionInput input)
    {
        await context.CallActivityAsync(nameof(CloseDoorsActivity), input, Policies.Stubborn);
        await context.CallActivityAsync(nameof(StopStoriesActivity), input, Policies.Stubborn);
        try
        {
            await context.CallActivityAsync(nameof(RevokeAccountsActivity), input, Policies.Outside);
        }
        catch (TaskFailedException)
        {
            // A platform that can't be reached keeps nobody from leaving: the tokens are removed here, and expire there.
        }

        // Unlike the platforms it is waited for: who is gone must not be charged any more.
        await context.CallActivityAsync(nameof(CloseBillingActivity), input, Policies.Stubborn);
        await RemoveAsync(context, input);
        await context.CreateTimer(SecondLook, CancellationToken.None);
        await RemoveAsync(context, input);
        await context.CallActivityAsync(nameof(ForgetDeletionActivity), input, Policies.Stubborn);
    }

    private static async Task RemoveAsync(TaskOrchestrationContext context, DeletionInput input)
    {
        await context.CallActivityAsync(nameof(EraseOrganisationsActivity), input, Policies.Stubborn);
        await context.CallActivityAsync(nameof(ErasePersonActivity), input, Policies.Stubborn);
        await context.CallActivityAsync(nameof(StopStoriesActivity), input, Policies.Stubborn);
    }
}
