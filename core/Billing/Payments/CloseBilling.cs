using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing.Payments;

/// <summary>
/// Before an organisation is deleted: the provider forgets the customer and ends the subscriptions at once, so that nothing is charged any more. Safe to repeat.
/// </summary>
public sealed class CloseBilling(IDocumentStore store, IPayments payments, BillingAccounts accounts)
{
    public async Task ExecuteAsync(string orgId, CancellationToken cancellation)
    {
        BillingAccount account = await accounts.ReadAsync(orgId, cancellation);
        if (account.CustomerId is { } customer)
            await payments.DeleteCustomerAsync(customer, cancellation);
        await store.DeleteAsync(Containers.Ledger, orgId, BillingAccount.TheId, null, cancellation);
    }
}
