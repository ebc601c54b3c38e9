using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Deletion;

/// <summary>
/// Before anything is removed, nobody gets in any more: the user's sessions end, and without memberships no call runs in the organisation.
/// Safe to repeat.
/// </summary>
public sealed class CloseDoors(IDocumentStore store, Sessions sessions, Members members, TimeProvider clock)
{
    public async Task ExecuteAsync(Deletion deletion, CancellationToken cancellation)
    {
        if (deletion.UserId is { } userId)
        {
            await store.PatchAsync<User>(Containers.Users, userId, userId, [new PatchOperation(PatchKind.Set, "active", false)], null, cancellation);
            await sessions.EndAllAsync(userId, null, "account_deleted", cancellation);
        }

        foreach (string orgId in deletion.OrganisationIds)
            await CloseAsync(orgId, cancellation);
    }

    private async Task CloseAsync(string orgId, CancellationToken cancellation)
    {
        // Written with the organisation, as every change of its members is: who joins at this moment is seen, or refused.
        while (await store.ReadAsync<Organisation>(Containers.Organisations, orgId, orgId, cancellation) is { DeletedAt: null } open)
        {
            Organisation closed = open with { DeletedAt = clock.GetUtcNow(), MembersVersion = open.MembersVersion + 1 };
            await store.ReplaceAsync(Containers.Organisations, closed, cancellation);
        }

        while (await members.AllAsync(orgId, cancellation) is { Count: > 0 } all)
            foreach (Membership membership in all)
                await store.DeleteAsync(Containers.Organisations, orgId, membership.Id, null, cancellation);
        await MoveSessionsAsync(orgId, cancellation);
    }

    // Who was at work in there stays signed in, at home.
    private async Task MoveSessionsAsync(string orgId, CancellationToken cancellation)
    {
        var scan = new DocumentQuery(null, [new Condition("orgId", Comparison.Equal, orgId)]);
        do
        {
            Page<Session> page = await store.QueryAsync<Session>(Containers.Sessions, scan, cancellation);
            foreach (Session session in page.Items.Where(s => Organisation.PersonalIdOf(s.UserId) != orgId))
                await store.PatchAsync<Session>(
                    Containers.Sessions, session.Partition, session.Id,
                    [new PatchOperation(PatchKind.Set, "orgId", Organisation.PersonalIdOf(session.UserId))], null, cancellation);
            scan = scan with { Continuation = page.Next };
        }
        while (scan.Continuation is not null);
    }
}
