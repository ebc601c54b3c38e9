using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Organisations;

/// <summary>One of the organisations that a user is in.</summary>
/// <param name="OnlyOwner">Without them it would have no owner.</param>
/// <param name="Alone">They are its only member.</param>
public sealed record OwnOrganisation(string Id, string Name, bool Personal, bool OnlyOwner, bool Alone);

/// <summary>A user's organisations, with what hangs on this user: for export and deletion.</summary>
public sealed class OwnOrganisations(IDocumentStore store, Members members)
{
    public async Task<IReadOnlyList<OwnOrganisation>> ListAsync(string userId, CancellationToken cancellation)
    {
        if (userId == Principal.LocalOwner.UserId)
            return [new OwnOrganisation(Principal.LocalOwner.OrgId, "This machine", true, true, true)];
        var query = new DocumentQuery(userId, [new Condition("id", Comparison.Greater, "mof_"), new Condition("id", Comparison.Less, "mog")], Limit: 1000);
        IEnumerable<string> ids = (await store.QueryAsync<MemberOf>(Containers.Users, query, cancellation)).Items
            .Select(pointer => pointer.OrgId).Append(Organisation.PersonalIdOf(userId));
        List<OwnOrganisation> own = [];
        foreach (string id in ids)
            if (await store.ReadAsync<Organisation>(Containers.Organisations, id, id, cancellation) is { } organisation
                && await FindAsync(organisation, userId, cancellation) is { } mine)
                own.Add(mine);
        return own;
    }

    private async Task<OwnOrganisation?> FindAsync(Organisation organisation, string userId, CancellationToken cancellation)
    {
        IReadOnlyList<Membership> all = await members.AllAsync(organisation.Id, cancellation);
        if (all.FirstOrDefault(m => m.UserId == userId) is not { } membership)
            return null;
        bool onlyOwner = membership.Role == Role.Owner && all.Count(m => m.Role == Role.Owner) == 1;
        return new OwnOrganisation(organisation.Id, organisation.Name, organisation.Personal, onlyOwner, all.Count == 1);
    }
}
