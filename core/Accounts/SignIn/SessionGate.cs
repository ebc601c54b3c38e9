using Shortloop.Core.Accounts.People;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>What an access token is worth now: its session must live, its user be active, and the membership be there. A role is never read from a token.</summary>
public sealed class SessionGate(IDocumentStore store, Sessions sessions, Members members)
{
    public async Task<Principal?> FindAsync(AccessClaims claims, CancellationToken cancellation) =>
        await sessions.IsLiveAsync(claims.UserId, claims.SessionId, cancellation)
        && await store.ReadAsync<User>(Containers.Users, claims.UserId, claims.UserId, cancellation) is { Active: true }
        && await members.FindAsync(claims.UserId, claims.OrgId, cancellation) is { } principal
            ? principal with { SessionId = claims.SessionId }
            : null;
}
