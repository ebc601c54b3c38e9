using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Organisations;

/// <summary>A member, with what the others see of them.</summary>
public sealed record Member(Membership Membership, User? User);

/// <summary>Who may act in which organisation. Nobody gives or takes more than they have themselves, and an owner always remains.</summary>
public sealed class Members(IDocumentStore store, TimeProvider clock)
{
    private static readonly Problem LastOwner = new(
        ProblemKind.Conflict, "last_owner", "An organisation needs an owner. Make somebody else one first.");

    private static readonly Problem AboveYou = new(
        ProblemKind.Forbidden, "above_your_role", "You can't give or take a role above your own. Ask an owner.");

    /// <returns>Null: not a member.</returns>
    public async Task<Principal?> FindAsync(string userId, string orgId, CancellationToken cancellation) =>
        await store.ReadAsync<Membership>(Containers.Organisations, orgId, Membership.IdOf(userId), cancellation) is { } membership
            ? new Principal(userId, orgId, membership.Role)
            : null;

    public async Task<IReadOnlyList<Member>> ListAsync(Principal caller, CancellationToken cancellation)
    {
        List<Member> members = [];
        foreach (Membership membership in await AllAsync(caller.OrgId, cancellation))
            members.Add(new Member(membership, await store.ReadAsync<User>(Containers.Users, membership.UserId, membership.UserId, cancellation)));
        return members;
    }

    internal async Task<IReadOnlyList<Membership>> WithRoleAsync(string orgId, Role role, CancellationToken cancellation) =>
        [.. (await AllAsync(orgId, cancellation)).Where(membership => membership.Role == role)];

    internal async Task<int> CountAsync(string orgId, CancellationToken cancellation) => (await AllAsync(orgId, cancellation)).Count;

    public Task<Outcome<Membership>> ChangeRoleAsync(Principal caller, string userId, Role role, CancellationToken cancellation) =>
        ChangeAsync(caller, userId, membership => membership with { Role = role }, cancellation);

    /// <summary>Also leaving: everybody may remove themselves.</summary>
    public Task<Outcome<Membership>> RemoveAsync(Principal caller, string userId, CancellationToken cancellation) =>
        ChangeAsync(caller, userId, _ => null, cancellation);

    /// <summary>For who has proven an invitation. One who is in already keeps the higher role.</summary>
    /// <param name="limit">Whether so many members may be.</param>
    internal async Task<Outcome<Membership>> AddAsync(string orgId, string userId, Role role, string invitedBy, Func<int, Task<Problem?>> limit, CancellationToken cancellation)
    {
        Organisation? organisation = await store.ReadAsync<Organisation>(Containers.Organisations, orgId, orgId, cancellation);
        IReadOnlyList<Membership> all = await AllAsync(orgId, cancellation);
        if (organisation is null)
            return Problem.Missing("organisation");
        if (all.FirstOrDefault(membership => membership.UserId == userId) is { } present)
            return present.Role >= role ? present : await RaiseAsync(present with { Role = role }, cancellation);
        // Asked again: the tier may have become a smaller one since the invitation.
        if (await limit(all.Count + 1) is { } full)
            return full;
        Membership joined = New(orgId, userId, role, invitedBy);
        // Written with the organisation, so that of two who take the last place at once one has to look again.
        WriteStatus status = await store.BatchAsync(
            Containers.Organisations, orgId,
            [new(BatchKind.Replace, organisation with { MembersVersion = organisation.MembersVersion + 1 }), new(BatchKind.Create, joined)], cancellation);
        return status == WriteStatus.Written ? joined : Problem.ChangedMeanwhile;
    }

    private async Task<Outcome<Membership>> RaiseAsync(Membership raised, CancellationToken cancellation) =>
        (await store.ReplaceAsync(Containers.Organisations, raised, cancellation)).Document is { } membership ? membership : Problem.ChangedMeanwhile;

    internal Membership New(string orgId, string userId, Role role, string by) => new()
    {
        Id = Membership.IdOf(userId),
        Partition = orgId,
        OrgId = orgId,
        CreatedBy = by,
        CreatedAt = clock.GetUtcNow(),
        UserId = userId,
        Role = role,
    };

    // The organisation is written with the membership: of two owners who demote each other at once, one has to look again.
    private async Task<Outcome<Membership>> ChangeAsync(
        Principal caller, string userId, Func<Membership, Membership?> change, CancellationToken cancellation)
    {
        Organisation? organisation = await store.ReadAsync<Organisation>(Containers.Organisations, caller.OrgId, caller.OrgId, cancellation);
        IReadOnlyList<Membership> all = await AllAsync(caller.OrgId, cancellation);
        if (organisation is null || all.FirstOrDefault(membership => membership.UserId == userId) is not { } present)
            return Problem.Missing("member");
        Membership? next = change(present);
        if (Refuse(caller, present, next, all) is { } problem)
            return problem;
        WriteStatus status = await store.BatchAsync(
            Containers.Organisations, caller.OrgId,
            [
                new(BatchKind.Replace, organisation with { MembersVersion = organisation.MembersVersion + 1 }),
                next is null ? new(BatchKind.Delete, present) : new(BatchKind.Replace, next),
            ],
            cancellation);
        return status == WriteStatus.Written ? next ?? present : Problem.ChangedMeanwhile;
    }

    private static Problem? Refuse(Principal caller, Membership present, Membership? next, IReadOnlyList<Membership> all)
    {
        bool own = present.UserId == caller.UserId;
        if (!own && !caller.IsAtLeast(Role.Admin))
            return AboveYou;
        if (present.Role > caller.Role || next?.Role > caller.Role)
            return AboveYou;
        bool losesOwner = present.Role == Role.Owner && next?.Role != Role.Owner;
        return losesOwner && all.Count(membership => membership.Role == Role.Owner) == 1 ? LastOwner : null;
    }

    private async Task<IReadOnlyList<Membership>> AllAsync(string orgId, CancellationToken cancellation)
    {
        var query = new DocumentQuery(orgId, [new Condition("id", Comparison.Greater, "mem_"), new Condition("id", Comparison.Less, "men")], Limit: 1000);
        return (await store.QueryAsync<Membership>(Containers.Organisations, query, cancellation)).Items;
    }
}
