using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Organisations;

/// <summary>Who may act in which organisation.</summary>
public sealed class Members(IDocumentStore store)
{
    /// <returns>Null: not a member.</returns>
    public async Task<Principal?> FindAsync(string userId, string orgId, CancellationToken cancellation) =>
        await store.ReadAsync<Membership>(Containers.Organisations, orgId, Membership.IdOf(userId), cancellation) is { } membership
            ? new Principal(userId, orgId, membership.Role)
            : null;
}
