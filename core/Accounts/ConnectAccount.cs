using System.Buffers.Text;
using System.Security.Cryptography;
using Shortloop.Core.Billing.Limits;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Own;

namespace Shortloop.Core.Accounts;

/// <summary>The OAuth code flow with state and PKCE: begin in our page, consent at the platform, finish here.</summary>
public sealed class ConnectAccount(
    IDocumentStore store, IEnumerable<IConnectablePlatform> platforms, SecretBox secrets, EventLog events, AccountNotices notices,
    TierLimits limits, LimitGate gate, OwnAccounts own, TimeProvider clock)
{
    private static readonly TimeSpan AttemptLife = TimeSpan.FromMinutes(10);

    private readonly AuditLog _audit = new(store, clock);

    /// <param name="redirectUri">Our callback, as registered at the platform.</param>
    /// <returns>Where the person gives consent.</returns>
    public async Task<Outcome<Uri>> BeginAsync(Principal caller, string platform, Uri redirectUri, CancellationToken cancellation)
    {
        if (platforms.FirstOrDefault(p => p.Platform == platform) is not { } adapter)
            return new Problem(ProblemKind.NotFound, "platform_unknown", $"'{platform}' can't be connected. Platforms: {Names()}.");

        string state = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        string verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));
        await store.UpsertAsync(Containers.Transient, new ConnectAttempt
        {
            Id = AttemptId(state),
            Partition = caller.OrgId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = (int)AttemptLife.TotalSeconds,
            Platform = platform,
            SealedVerifier = secrets.Seal(verifier, AttemptId(state)),
            RedirectUri = redirectUri,
        }, cancellation);
        return adapter.CreateAuthorizeUrl(new ConnectRequest(state, verifier, redirectUri));
    }

    public async Task<Outcome<ConnectedAccount>> FinishAsync(
        Principal caller, string platform, string state, string code, CancellationToken cancellation)
    {
        ConnectAttempt? attempt = await store.ReadAsync<ConnectAttempt>(Containers.Transient, caller.OrgId, AttemptId(state), cancellation);
        if (attempt is null || attempt.Platform != platform || attempt.CreatedBy != caller.UserId
            || platforms.FirstOrDefault(p => p.Platform == platform) is not { } adapter)
            return new Problem(ProblemKind.Invalid, "connect_expired", "This sign-in was not begun here or is more than ten minutes old. Connect again.");

        // A state is good once, also when two callbacks race.
        if (await store.DeleteAsync(Containers.Transient, caller.OrgId, attempt.Id, attempt.ETag, cancellation) != WriteStatus.Written)
            return new Problem(ProblemKind.Conflict, "connect_used", "This sign-in has already been used. Connect again.");

        var request = new ConnectRequest(state, secrets.Open(attempt.SealedVerifier, attempt.Id), attempt.RedirectUri);
        PlatformTokens tokens = await adapter.ExchangeCodeAsync(code, request, cancellation);
        PlatformProfile profile = await adapter.GetProfileAsync(tokens.AccessToken, cancellation);
        string id = Ids.Derived("acc", caller.OrgId, platform, tokens.ExternalId);
        Task<ConnectedAccount> Keep() => KeepAsync(caller, id, platform, tokens, profile, cancellation);
        // One that is there is renewed, whatever the limit is by now.
        Outcome<ConnectedAccount> kept = await store.ReadAsync<ConnectedAccount>(Containers.Accounts, caller.OrgId, id, cancellation) is not null
            ? await Keep()
            : await gate.PassAsync(
                caller.OrgId, $"accounts_{platform}", () => limits.AccountsAsync(caller.OrgId, platform, cancellation), Keep,
                added => store.DeleteAsync(Containers.Accounts, caller.OrgId, added.Id, added.ETag, cancellation), cancellation);
        if (!kept.Succeeded(out ConnectedAccount? account, out Problem? full))
            return full;
        await own.ConnectedAsync(account, cancellation);
        await events.AppendAsync(caller.OrgId, caller.UserId, "account", account.Id, null, cancellation);
        await notices.ConnectedAsync(account, cancellation);
        return account;
    }

    private async Task<ConnectedAccount> KeepAsync(
        Principal caller, string id, string platform, PlatformTokens tokens, PlatformProfile profile, CancellationToken cancellation)
    {
        // Connecting the same login again renews it; posts that point to it stay good.
        await _audit.AppendAsync(caller, "account_connected", id, platform, cancellation);
        return await store.UpsertAsync(Containers.Accounts, new ConnectedAccount
        {
            Id = id,
            Partition = caller.OrgId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            Platform = platform,
            ExternalId = tokens.ExternalId,
            DisplayName = profile.DisplayName,
            Avatar = profile.Avatar,
            Status = AccountStatus.Connected,
            Scopes = tokens.Scopes,
            SealedAccessToken = secrets.Seal(tokens.AccessToken, AccountTokens.AccessContext(id)),
            AccessExpiresAt = tokens.AccessExpiresAt,
            SealedRefreshToken = secrets.Seal(tokens.RefreshToken, AccountTokens.RefreshContext(id)),
            RefreshExpiresAt = tokens.RefreshExpiresAt,
        }, cancellation);
    }

    // The state itself is a secret of the round trip; the store keeps only its hash.
    private static string AttemptId(string state) => Ids.Derived("oas", state);

    private string Names() => string.Join(", ", platforms.Select(p => p.Platform));
}
