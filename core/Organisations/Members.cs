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
    private const int Patience = 20;

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

    public async Task<Page<Member>> ListAsync(Principal caller, string? after, int limit, CancellationToken cancellation)
    {
        Page<Membership> page = await store.QueryAsync<Membership>(Containers.Organisations, Query(caller.OrgId, limit, after), cancellation);
        List<Member> members = [];
        foreach (Membership membership in page.Items)
            members.Add(await WithUserAsync(membership, cancellation));
        return new Page<Member>(members, page.Next);
    }

    /// <returns>Null: nobody of the caller's organisation.</returns>
    public async Task<Member?> ReadAsync(Principal caller, string userId, CancellationToken cancellation) =>
        await store.ReadAsync<Membership>(Containers.Organisations, caller.OrgId, Membership.IdOf(userId), cancellation) is { } membership
            ? await WithUserAsync(membership, cancellation)
            : null;

    internal async Task<IReadOnlyList<Membership>> WithRoleAsync(string orgId, Role role, CancellationToken cancellation) =>
        [.. (await AllAsync(orgId, cancellation)).Where(membership => membership.Role == role)];

    internal async Task<int> CountAsync(string orgId, CancellationToken cancellation) => (await AllAsync(orgId, cancellation)).Count;

    /// <param name="etag">Of the membership that the caller saw; null: any.</param>
    public Task<Outcome<Membership>> ChangeRoleAsync(Principal caller, string userId, Role role, string? etag, CancellationToken cancellation) =>
        ChangeAsync(caller, userId, membership => membership with { Role = role }, etag, cancellation);

    /// <summary>Also leaving: everybody may remove themselves.</summary>
    /// <param name="etag">Of the membership that the caller saw; null: any.</param>
    public Task<Outcome<Membership>> RemoveAsync(Principal caller, string userId, string? etag, CancellationToken cancellation) =>
        ChangeAsync(caller, userId, _ => null, etag, cancellation);

    /// <summary>For who has proven an invitation. One who is in already keeps the higher role.</summary>
    /// <param name="limit">Whether so many members may be.</param>
    internal async Task<Outcome<Membership>> AddAsync(string orgId, string userId, Role role, string invitedBy, Func<int, Task<Problem?>> limit, CancellationToken cancellation)
    {
        // Who joins has seen no version of the organisation: a payment that comes in meanwhile is nothing that they could look at again.
        for (int attempt = 1; ; attempt++)
            if (await TryAddAsync(orgId, userId, role, invitedBy, limit, cancellation) is var added && (added.Problem != Problem.ChangedMeanwhile || attempt == Patience))
                return added;
    }

    private async Task<Outcome<Membership>> TryAddAsync(
        string orgId, string userId, Role role, string invitedBy, Func<int, Task<Problem?>> limit, CancellationToken cancellation)
    {
        Organisation? organisation = await store.ReadAsync<Organisation>(Containers.Organisations, orgId, orgId, cancellation);
        if (organisation is null)
            return Problem.Missing("organisation");
        // By its id: the list ends somewhere.
        if (await store.ReadAsync<Membership>(Containers.Organisations, orgId, Membership.IdOf(userId), cancellation) is { } present)
            return present.Role >= role ? present : await RaiseAsync(present with { Role = role }, cancellation);
        // Asked again: the tier may have become a smaller one since the invitation.
        if (await limit(await CountAsync(orgId, cancellation) + 1) is { } full)
            return full;
        Membership joined = New(orgId, userId, role, invitedBy);
        // Written with the organisation, so that of two who take the last place at once one is counted again.
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
        Principal caller, string userId, Func<Membership, Membership?> change, string? etag, CancellationToken cancellation)
    {
        Organisation? organisation = await store.ReadAsync<Organisation>(Containers.Organisations, caller.OrgId, caller.OrgId, cancellation);
        IReadOnlyList<Membership> all = await AllAsync(caller.OrgId, cancellation);
        if (organisation is null || all.FirstOrDefault(membership => membership.UserId == userId) is not { } present)
            return Problem.Missing("member");
        Membership? next = change(present);
        if (Refuse(caller, present, next, all) is { } problem)
            return problem;
        if (etag is not null && etag != present.ETag)
            return Problem.ChangedMeanwhile;
        return await _audit.EnterAndDoAsync<Membership>(
            caller, caller.OrgId, next is null ? "member_removed" : "role_changed", userId, next is null ? null : $"{Word(present.Role)} to {Word(next.Role)}",
            () => WriteAsync(organisation, present, next, cancellation), cancellation);
    }

    private async Task<Outcome<Membership>> WriteAsync(Organisation organisation, Membership present, Membership? next, CancellationToken cancellation)
    {
        WriteStatus status = await store.BatchAsync(
            Containers.Organisations, organisation.Id,
            [
                new(BatchKind.Replace, organisation with { MembersVersion = organisation.MembersVersion + 1 }),
                next is null ? new(BatchKind.Delete, present) : new(BatchKind.Replace, next),
            ],
            cancellation);
        if (status != WriteStatus.Written)
            return Problem.ChangedMeanwhile;
        // A batch tells no versions.
        return next is null ? present : await store.ReadAsync<Membership>(Containers.Organisations, organisation.Id, next.Id, cancellation) ?? next;
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

    /// <summary>Empty where nobody has an account: on one machine.</summary>
    public async Task<IReadOnlyList<Membership>> AllAsync(string orgId, CancellationToken cancellation) =>
        (await store.QueryAsync<Membership>(Containers.Organisations, Query(orgId, 1000, null), cancellation)).Items;

    private static DocumentQuery Query(string orgId, int limit, string? after) => new(
        orgId, [new Condition("id", Comparison.Greater, "mem_"), new Condition("id", Comparison.Less, "men")], Limit: limit, Continuation: after);

    private async Task<Member> WithUserAsync(Membership membership, CancellationToken cancellation) =>
        new(membership, await store.ReadAsync<User>(Containers.Users, membership.UserId, membership.UserId, cancellation));
}
