using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Deletion;

/// <summary>Gives back the right to post at each platform. Safe to repeat: one that was given back is refused, which is as good.</summary>
public sealed class RevokeAccounts(IDocumentStore store, AccountTokens tokens)
{
    public async Task ExecuteAsync(string orgId, CancellationToken cancellation)
    {
        Page<ConnectedAccount> accounts = await store.QueryAsync<ConnectedAccount>(Containers.Accounts, new DocumentQuery(orgId, Limit: 1000), cancellation);
        foreach (ConnectedAccount account in accounts.Items)
        {
            try
            {
                (IConnectablePlatform platform, string token) = await tokens.GetAsync(orgId, account.Id, cancellation);
                await platform.RevokeAsync(token, cancellation);
            }
            catch (PermanentException)
            {
                // The platform does not know the token any more.
            }
        }
    }
}
