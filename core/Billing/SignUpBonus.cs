using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing;

/// <summary>
/// The credits that a new person gets, once. What remembers it is a hash of the proven address and one of the way to sign in; both stay when the account
/// is deleted, so that signing up again brings nothing, and say nothing about anybody.
/// </summary>
public sealed class SignUpBonus(IDocumentStore store, Credits credits, PriceList prices, TimeProvider clock)
{
    private const string Cause = "sign-up";

    /// <param name="login">The way to sign in that made the account.</param>
    /// <param name="email">Proven; null: none is.</param>
    /// <param name="orgId">The person's own organisation.</param>
    public async Task GrantAsync(Login login, string? email, string orgId, CancellationToken cancellation)
    {
        if (prices.SignUpBonus <= 0 || !await IsFirstAsync("login", login.Id, orgId, cancellation))
            return;
        if (email is null || await IsFirstAsync("email", email, orgId, cancellation))
            await credits.GrantAsync(orgId, EntryKind.Bonus, Cause, prices.SignUpBonus, cancellation);
    }

    // Says yes again to the same organisation: a cut before the grant must not lose it.
    private async Task<bool> IsFirstAsync(string what, string value, string orgId, CancellationToken cancellation)
    {
        string id = Ids.Derived("bns", what, value);
        WriteResult<BonusGiven> written = await store.CreateAsync(Containers.Ledger, new BonusGiven
        {
            Id = id,
            Partition = id,
            OrgId = orgId,
            CreatedBy = "billing",
            CreatedAt = clock.GetUtcNow(),
        }, cancellation);
        return written.Status == WriteStatus.Written || (await store.ReadAsync<BonusGiven>(Containers.Ledger, id, id, cancellation))?.OrgId == orgId;
    }

    /// <summary>Partition: its own id, apart from the organisation, with which it doesn't go.</summary>
    private sealed record BonusGiven : Document;
}
