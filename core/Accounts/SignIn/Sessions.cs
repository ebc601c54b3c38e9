using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Administration;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>
/// Sessions with rotation: each refresh token is good once. One that is used again ends the whole family, because either the thief or the
/// owner holds a stolen one and nobody can tell which (RFC 9700, 4.14.2).
/// </summary>
public sealed class Sessions(IDocumentStore store, IAccessTokens tokens, Members members, AuditLog audit, TimeProvider clock)
{
    public static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(15);

    /// <summary>Without use.</summary>
    public static readonly TimeSpan IdleLife = TimeSpan.FromDays(30);

    /// <summary>Also with use: after that a person signs in again.</summary>
    public static readonly TimeSpan WholeLife = TimeSpan.FromDays(180);

    /// <summary>Why a session ended: the person signed out of it.</summary>
    public const string SignedOut = "signed_out";

    /// <summary>Two tabs that refresh at once send the same token; the later one is told to look at its cookie again.</summary>
    private static readonly TimeSpan TwoTabs = TimeSpan.FromSeconds(10);

    private static readonly Problem Gone = new(ProblemKind.Unauthorized, "session_ended", "You were signed out. Sign in again.");

    private static readonly Problem JustRotated = new(
        ProblemKind.Conflict, "session_just_refreshed", "Another tab has refreshed this session a moment ago. Try again with the new cookie.");

    public async Task<SignedIn> BeginAsync(string userId, string orgId, string? device, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string id = Ids.New("ses", clock);
        RefreshToken refresh = RefreshToken.New(userId, id);
        await store.CreateAsync(Containers.Sessions, new Session
        {
            Id = id,
            Partition = userId,
            OrgId = orgId,
            CreatedBy = userId,
            CreatedAt = now,
            TtlSeconds = (int)IdleLife.TotalSeconds,
            UserId = userId,
            SecretHash = refresh.Hash,
            RotatedAt = now,
            ExpiresAt = now + WholeLife,
            Device = device is { Length: > 200 } ? device[..200] : device,
        }, cancellation);
        await Returned.RememberAsync(store, userId, now, cancellation);
        return HandOut(refresh, orgId, now);
    }

    /// <param name="orgId">To go on in another organisation. Null: the same, or the personal one once the person is no longer a member of the same.</param>
    public async Task<Outcome<SignedIn>> RefreshAsync(string? refreshToken, string? orgId, CancellationToken cancellation)
    {
        if (RefreshToken.Read(refreshToken) is not { } token
            || await store.ReadAsync<Session>(Containers.Sessions, token.UserId, token.SessionId, cancellation) is not { } session
            || session.EndedBy is not null || session.ExpiresAt <= clock.GetUtcNow())
            return Gone;
        if (!Same(session.SecretHash, token.Hash))
            return await RefuseOldAsync(session, token, cancellation);

        if (await members.FindAsync(token.UserId, orgId ?? session.OrgId, cancellation) is null)
        {
            // Said only to who has shown the newest token, and nothing has changed by it.
            if (orgId is not null)
                return Problem.Missing("organisation");
            orgId = Organisation.PersonalIdOf(token.UserId);
        }

        DateTimeOffset now = clock.GetUtcNow();
        RefreshToken next = RefreshToken.New(token.UserId, token.SessionId);
        Session rotated = session with { SecretHash = next.Hash, FormerHash = token.Hash, RotatedAt = now, OrgId = orgId ?? session.OrgId };
        // Of two at once one wins; the other finds the token used.
        WriteResult<Session> written = await store.ReplaceAsync(Containers.Sessions, rotated, cancellation);
        await Returned.RememberAsync(store, token.UserId, now, cancellation);
        return written.Status == WriteStatus.Written ? HandOut(next, rotated.OrgId, now) : JustRotated;
    }

    /// <returns>Whether the session lives, for a call that brings an access token of it.</returns>
    public async Task<bool> IsLiveAsync(string userId, string sessionId, CancellationToken cancellation) =>
        await store.ReadAsync<Session>(Containers.Sessions, userId, sessionId, cancellation) is { EndedBy: null } session
        && session.ExpiresAt > clock.GetUtcNow();

    /// <summary>Those that live, the one used last first.</summary>
    public Task<Page<Session>> ListAsync(string userId, string? after, int limit, CancellationToken cancellation) => store.QueryAsync<Session>(
        Containers.Sessions,
        new DocumentQuery(
            userId, [new Condition("endedBy", Comparison.Equal, null)], OrderBy: "rotatedAt", Descending: true, Limit: limit, Continuation: after),
        cancellation);

    /// <returns>Whether there was one to end.</returns>
    public async Task<bool> EndAsync(string userId, string sessionId, string endedBy, CancellationToken cancellation)
    {
        // Signing out is everyday; what else ends a session somebody may have to understand later.
        if (endedBy != SignedOut)
        {
            if (!await IsLiveAsync(userId, sessionId, cancellation))
                return false;
            await audit.AppendOnceAsync(Organisation.PersonalIdOf(userId), userId, "session_revoked", sessionId, endedBy, endedBy, cancellation);
        }

        return (await store.PatchAsync<Session>(
            Containers.Sessions, userId, sessionId, [new PatchOperation(PatchKind.Set, "endedBy", endedBy)],
            [new Condition("endedBy", Comparison.Equal, null)], cancellation)).Status == WriteStatus.Written;
    }

    /// <param name="exceptId">The one that asks, if it may stay.</param>
    public async Task EndAllAsync(string userId, string? exceptId, string endedBy, CancellationToken cancellation)
    {
        // A list is one page; what has ended is on none.
        while ((await ListAsync(userId, null, 100, cancellation)).Items.Where(session => session.Id != exceptId).ToArray() is { Length: > 0 } live)
            foreach (Session session in live)
                await EndAsync(userId, session.Id, endedBy, cancellation);
    }

    private async Task<Outcome<SignedIn>> RefuseOldAsync(Session session, RefreshToken token, CancellationToken cancellation)
    {
        if (session.FormerHash is { } former && Same(former, token.Hash) && clock.GetUtcNow() - session.RotatedAt <= TwoTabs)
            return JustRotated;
        await EndAsync(session.UserId, session.Id, "reused", cancellation);
        return Gone;
    }

    private SignedIn HandOut(RefreshToken refresh, string orgId, DateTimeOffset now) => new(
        refresh.UserId, orgId, refresh.SessionId,
        tokens.Issue(new AccessClaims(refresh.UserId, refresh.SessionId, orgId), now + AccessLife), now + AccessLife, refresh.ToString());

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
}
