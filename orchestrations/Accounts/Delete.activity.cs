using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core.Accounts.Deletion;
using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Accounts;

// Running it twice finds the doors closed.
public sealed class CloseDoorsActivity(DeletionSteps steps)
{
    [Function(nameof(CloseDoorsActivity))]
    public Task RunAsync([ActivityTrigger] DeletionInput input, CancellationToken cancellation) => steps.CloseDoorsAsync(input.DeletionId, cancellation);
}

// Running it twice terminates nothing that is over, and purges what is.
public sealed class StopStoriesActivity(DeletionSteps steps)
{
    [Function(nameof(StopStoriesActivity))]
    public async Task RunAsync([ActivityTrigger] DeletionInput input, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (await steps.FindAsync(input.DeletionId, cancellation) is not { } deletion)
            return;
        foreach (string prefix in deletion.OrganisationIds.SelectMany(Stories.PrefixesOfOrganisation)
            .Concat(deletion.UserId is { } userId ? Stories.PrefixesOfUser(userId) : []))
            await foreach (OrchestrationMetadata story in client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: prefix)).WithCancellation(cancellation))
                if (story.IsCompleted)
                    await client.PurgeInstanceAsync(story.InstanceId, cancellation);
                else
                    await client.TerminateInstanceAsync(story.InstanceId, new TerminateInstanceOptions { Output = "Deleted." }, cancellation);
    }
}

// Running it twice: a right that was given back is refused, which is as good.
public sealed class RevokeAccountsActivity(DeletionSteps steps, RevokeAccounts revoke)
{
    [Function(nameof(RevokeAccountsActivity))]
    public async Task RunAsync([ActivityTrigger] DeletionInput input, CancellationToken cancellation)
    {
        foreach (string orgId in (await steps.FindAsync(input.DeletionId, cancellation))?.OrganisationIds ?? [])
            await revoke.ExecuteAsync(orgId, cancellation);
    }
}

// Running it twice: a customer who was forgotten is none any more.
public sealed class CloseBillingActivity(DeletionSteps steps, CloseBilling close)
{
    [Function(nameof(CloseBillingActivity))]
    public async Task RunAsync([ActivityTrigger] DeletionInput input, CancellationToken cancellation)
    {
        foreach (string orgId in (await steps.FindAsync(input.DeletionId, cancellation))?.OrganisationIds ?? [])
            await close.ExecuteAsync(orgId, cancellation);
    }
}

// Running it twice removes what the first left.
public sealed class EraseOrganisationsActivity(DeletionSteps steps)
{
    [Function(nameof(EraseOrganisationsActivity))]
    public Task RunAsync([ActivityTrigger] DeletionInput input, CancellationToken cancellation) => steps.EraseOrganisationsAsync(input.DeletionId, cancellation);
}

// Running it twice removes what the first left.
public sealed class ErasePersonActivity(DeletionSteps steps)
{
    [Function(nameof(ErasePersonActivity))]
    public Task RunAsync([ActivityTrigger] DeletionInput input, CancellationToken cancellation) => steps.ErasePersonAsync(input.DeletionId, cancellation);
}

// Running it twice removes nothing more.
public sealed class ForgetDeletionActivity(DeletionSteps steps)
{
    [Function(nameof(ForgetDeletionActivity))]
    public Task RunAsync([ActivityTrigger] DeletionInput input, CancellationToken cancellation) => steps.ForgetAsync(input.DeletionId, cancellation);
}
