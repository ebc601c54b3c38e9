using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts;

/// <summary>A working access token for an account, refreshed before it expires.</summary>
public sealed class AccountTokens(
    IDocumentStore store, IEnumerable<IPublishingPlatform> platforms, SecretBox secrets, EventLog events, TimeProvider clock)
{
    private static readonly TimeSpan RefreshBefore = TimeSpan.FromMinutes(5);

    /// <exception cref="PermanentException"><c>account_gone</c>, <c>account_needs_reconnecting</c>.</exception>
    public async Task<(IPublishingPlatform Platform, string AccessToken)> GetAsync(
        string orgId, string accountId, CancellationToken cancellation)
    {
        ConnectedAccount account = await store.ReadAsync<ConnectedAccount>(Containers.Accounts, orgId, accountId, cancellation)
            ?? throw new PermanentException("account_gone", "The account of this post is no longer connected. Connect it again.");
        if (account.Status == AccountStatus.NeedsReconnecting)
            throw NeedsReconnecting(account);
        IPublishingPlatform platform = platforms.First(p => p.Platform == account.Platform);
        if (account.AccessExpiresAt - clock.GetUtcNow() > RefreshBefore)
            return (platform, secrets.Open(account.SealedAccessToken, AccessContext(account.Id)));
        return (platform, await RefreshAsync(platform, account, cancellation));
    }

    /// <summary>The platform refused our token although it should be good: the person must sign in again.</summary>
    public async Task MarkBrokenAsync(string orgId, string accountId, CancellationToken cancellation)
    {
        WriteResult<ConnectedAccount> result = await store.PatchAsync<ConnectedAccount>(
            Containers.Accounts, orgId, accountId,
            [new PatchOperation(PatchKind.Set, "status", "needs_reconnecting")], null, cancellation);
        if (result.Document is { } account)
            await events.AppendAsync(orgId, account.CreatedBy, "account", accountId, null, cancellation);
    }

    private async Task<string> RefreshAsync(IPublishingPlatform platform, ConnectedAccount account, CancellationToken cancellation)
    {
        PlatformTokens tokens;
        try
        {
            tokens = await platform.RefreshAsync(secrets.Open(account.SealedRefreshToken, RefreshContext(account.Id)), cancellation);
        }
        catch (PermanentException)
        {
            // Another instance may have used (and so rotated) the same refresh token a moment ago.
            ConnectedAccount? newer = await store.ReadAsync<ConnectedAccount>(Containers.Accounts, account.OrgId, account.Id, cancellation);
            if (newer is not null && newer.ETag != account.ETag && newer.AccessExpiresAt > clock.GetUtcNow())
                return secrets.Open(newer.SealedAccessToken, AccessContext(account.Id));
            await MarkBrokenAsync(account.OrgId, account.Id, cancellation);
            throw NeedsReconnecting(account);
        }

        await store.ReplaceAsync(Containers.Accounts, account with
        {
            SealedAccessToken = secrets.Seal(tokens.AccessToken, AccessContext(account.Id)),
            AccessExpiresAt = tokens.AccessExpiresAt,
            SealedRefreshToken = secrets.Seal(tokens.RefreshToken, RefreshContext(account.Id)),
            RefreshExpiresAt = tokens.RefreshExpiresAt,
        }, cancellation);
        return tokens.AccessToken;
    }

    internal static string AccessContext(string accountId) => $"account/{accountId}/access";

    internal static string RefreshContext(string accountId) => $"account/{accountId}/refresh";

    private static PermanentException NeedsReconnecting(ConnectedAccount account) =>
        new("account_needs_reconnecting", $"{account.Platform} no longer accepts the sign-in of {account.DisplayName}. Connect the account again.");
}
