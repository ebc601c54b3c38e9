using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
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

    private readonly AuditLog _audit = new(store, clock);

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

    public Task<Outcome<Membership>> ChangeRoleAsync(Principal caller, string userId, Role role, CancellationToken cancellation) =>
        ChangeAsync(caller, userId, membership => membership with { Role = role }, cancellation);

    /// <summary>Also leaving: everybody may remove themselves.</summary>
    public Task<Outcome<Membership>> RemoveAsync(Principal caller, string userId, CancellationToken cancellation) =>
        ChangeAsync(caller, userId, _ => null, cancellation);

    /// <summary>For who has proven an invitation. One who is in already keeps the higher role.</summary>
    internal async Task<Outcome<Membership>> AddAsync(string orgId, string userId, Role role, string invitedBy, CancellationToken cancellation)
    {
        Membership joined = New(orgId, userId, role, invitedBy);
        WriteResult<Membership> created = await store.CreateAsync(Containers.Organisations, joined, cancellation);
        if (created.Status == WriteStatus.Written)
            return created.Document!;
        Membership? present = await store.ReadAsync<Membership>(Containers.Organisations, orgId, joined.Id, cancellation);
        if (present is null || present.Role >= role)
            return present ?? joined;
        WriteResult<Membership> raised = await store.ReplaceAsync(Containers.Organisations, present with { Role = role }, cancellation);
        return raised.Document is { } membership ? membership : Problem.ChangedMeanwhile;
    }

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
        return await _audit.EnterAndDoAsync<Membership>(
            caller, caller.OrgId, next is null ? "member_removed" : "role_changed", userId, next is null ? null : $"{Word(present.Role)} to {Word(next.Role)}",
            async () => await store.BatchAsync(
                Containers.Organisations, caller.OrgId,
                [
                    new(BatchKind.Replace, organisation with { MembersVersion = organisation.MembersVersion + 1 }),
                    next is null ? new(BatchKind.Delete, present) : new(BatchKind.Replace, next),
                ],
                cancellation) == WriteStatus.Written ? next ?? present : Problem.ChangedMeanwhile,
            cancellation);
    }

    private static string Word(Role role) => role.ToString().ToLowerInvariant();

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
