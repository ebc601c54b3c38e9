using System.Security.Cryptography;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts;

/// <summary>A working access token for an account, refreshed before it expires.</summary>
public sealed class AccountTokens(
    IDocumentStore store, IEnumerable<IConnectablePlatform> platforms, SecretBox secrets, EventLog events, AccountNotices notices, TimeProvider clock)
{
    private const string Reconnect = "account_needs_reconnecting";

    private const string RenewingField = "renewingUntil";

    private static readonly TimeSpan RefreshBefore = TimeSpan.FromMinutes(5);

    /// <summary>Well beyond a platform's time-out; after it, whoever had the turn is taken for dead.</summary>
    private static readonly TimeSpan LongestRenewal = TimeSpan.FromMinutes(2);

    private readonly AuditLog _audit = new(store, clock);

    /// <summary>
    /// Calls the platform as this account. A token that is refused before its time is renewed once; if that does not help, the account is
    /// remembered as broken, so that the next post asks the person instead of the platform.
    /// </summary>
    /// <exception cref="PermanentException"><c>account_gone</c>, <c>account_needs_reconnecting</c>, and the call's own.</exception>
    /// <exception cref="TransientException"><c>keys_unavailable</c>, <c>account_renewing</c>, and the call's own.</exception>
    public async Task<T> UseAsync<T>(
        string orgId, string accountId, Func<IConnectablePlatform, string, Task<T>> call, CancellationToken cancellation)
    {
        (IConnectablePlatform platform, string token) = await GetAsync(orgId, accountId, cancellation);
        try
        {
            return await call(platform, token);
        }
        catch (PermanentException error) when (error.Code == Reconnect)
        {
            token = await RenewAsync(platform, orgId, accountId, token, cancellation);
        }

        try
        {
            return await call(platform, token);
        }
        catch (PermanentException error) when (error.Code == Reconnect)
        {
            await MarkBrokenAsync(orgId, accountId, cancellation);
            throw;
        }
    }

    /// <summary><see cref="UseAsync"/> at a platform that takes posts.</summary>
    /// <exception cref="PermanentException">Also <c>account_cannot_publish</c>: the platform is connected for reading only.</exception>
    public Task<T> PublishAsync<T>(
        string orgId, string accountId, Func<IPublishingPlatform, string, Task<T>> call, CancellationToken cancellation) =>
        UseAsync(orgId, accountId, (platform, token) => call(ForPublishing(platform), token), cancellation);

    /// <summary><see cref="GetAsync"/> at a platform that takes posts.</summary>
    /// <exception cref="PermanentException">Also <c>account_cannot_publish</c>.</exception>
    public async Task<(IPublishingPlatform Platform, string AccessToken)> GetPublishingAsync(
        string orgId, string accountId, CancellationToken cancellation)
    {
        (IConnectablePlatform platform, string token) = await GetAsync(orgId, accountId, cancellation);
        return (ForPublishing(platform), token);
    }

    /// <summary>For calls that may be refused for want of a scope of their own without harm to the rest, such as reading numbers.</summary>
    /// <exception cref="PermanentException"><c>account_gone</c>, <c>account_needs_reconnecting</c>.</exception>
    public async Task<(IConnectablePlatform Platform, string AccessToken)> GetAsync(
        string orgId, string accountId, CancellationToken cancellation)
    {
        ConnectedAccount account = await RequireAsync(orgId, accountId, cancellation);
        if (account.Status == AccountStatus.NeedsReconnecting)
            throw NeedsReconnecting(account);
        IConnectablePlatform platform = platforms.First(p => p.Platform == account.Platform);
        if (account.AccessExpiresAt - clock.GetUtcNow() > RefreshBefore)
            return (platform, await OpenAccessAsync(account, cancellation));
        return (platform, await RefreshAsync(platform, account, cancellation));
    }

    private async Task<string> RenewAsync(
        IConnectablePlatform platform, string orgId, string accountId, string refused, CancellationToken cancellation)
    {
        ConnectedAccount account = await RequireAsync(orgId, accountId, cancellation);
        string present = await OpenAccessAsync(account, cancellation);
        return present == refused ? await RefreshAsync(platform, account, cancellation) : present;
    }

    private async Task<string> OpenAccessAsync(ConnectedAccount account, CancellationToken cancellation)
    {
        try
        {
            return Open(account, account.SealedAccessToken, AccessContext(account.Id));
        }
        catch (PermanentException)
        {
            await MarkBrokenAsync(account.OrgId, account.Id, cancellation);
            throw;
        }
    }

    // A key that this instance has not met comes within minutes. One that was put away doesn't come back by itself: nobody but the person can help.
    private string Open(ConnectedAccount account, string sealedText, string context)
    {
        try
        {
            return secrets.Open(sealedText, context);
        }
        catch (CryptographicException error) when (secrets.IsAhead(sealedText))
        {
            throw new TransientException(
                "keys_unavailable", $"The key that sealed the sign-in of {account.DisplayName} can't be had at the moment.", TimeSpan.FromSeconds(10), error);
        }
        catch (CryptographicException error)
        {
            throw new PermanentException(
                Reconnect, $"The sign-in of {account.DisplayName} at {PlatformNotes.NameOf(account.Platform)} can't be read any more. Connect the account again.", error);
        }
    }

    private async Task<ConnectedAccount> RequireAsync(string orgId, string accountId, CancellationToken cancellation) =>
        await store.ReadAsync<ConnectedAccount>(Containers.Accounts, orgId, accountId, cancellation)
        ?? throw new PermanentException("account_gone", "The account of this post is no longer connected. Connect it again.");

    private async Task MarkBrokenAsync(string orgId, string accountId, CancellationToken cancellation)
    {
        await _audit.AppendAsync(orgId, "publishing", "account_token_refused", accountId, null, cancellation);
        WriteResult<ConnectedAccount> result = await store.PatchAsync<ConnectedAccount>(
            Containers.Accounts, orgId, accountId,
            [new PatchOperation(PatchKind.Set, "status", "needs_reconnecting"), new PatchOperation(PatchKind.Remove, RenewingField)], null, cancellation);
        if (result.Document is { } account)
        {
            await events.AppendAsync(orgId, account.CreatedBy, "account", accountId, null, cancellation);
            await notices.BrokenAsync(account, cancellation);
        }
    }

    // One at a time, over all instances: a rotated refresh token that comes a second time costs the person the account.
    private async Task<string> RefreshAsync(IConnectablePlatform platform, ConnectedAccount account, CancellationToken cancellation)
    {
        if (!await TakeTurnAsync(account, cancellation))
            throw new TransientException(
                "account_renewing", $"The sign-in of {account.DisplayName} is being renewed. Try again in a moment.", TimeSpan.FromSeconds(2));
        try
        {
            PlatformTokens tokens = await platform.RefreshAsync(Open(account, account.SealedRefreshToken, RefreshContext(account.Id)), cancellation);
            // Patched, not replaced: a refresh token that was rotated and not kept is a lost account, whatever else changed meanwhile.
            await PatchAsync(
                account,
                [
                    new(PatchKind.Set, "sealedAccessToken", secrets.Seal(tokens.AccessToken, AccessContext(account.Id))),
                    new(PatchKind.Set, "accessExpiresAt", tokens.AccessExpiresAt),
                    new(PatchKind.Set, "sealedRefreshToken", secrets.Seal(tokens.RefreshToken, RefreshContext(account.Id))),
                    new(PatchKind.Set, "refreshExpiresAt", tokens.RefreshExpiresAt),
                    new(PatchKind.Remove, RenewingField),
                ],
                null, cancellation);
            return tokens.AccessToken;
        }
        catch (PermanentException)
        {
            await MarkBrokenAsync(account.OrgId, account.Id, cancellation);
            throw NeedsReconnecting(account);
        }
        catch (TransientException)
        {
            await PatchAsync(account, [new(PatchKind.Remove, RenewingField)], null, cancellation);
            throw;
        }
    }

    // Conditions name what was read: whoever has renewed meanwhile, or has begun to, has changed one of them.
    private async Task<bool> TakeTurnAsync(ConnectedAccount account, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return !(account.RenewingUntil > now) && (await PatchAsync(
            account,
            [new(PatchKind.Set, RenewingField, now + LongestRenewal)],
            [
                new Condition("sealedRefreshToken", Comparison.Equal, account.SealedRefreshToken),
                new Condition(RenewingField, Comparison.Equal, account.RenewingUntil),
            ],
            cancellation)).Status == WriteStatus.Written;
    }

    private Task<WriteResult<ConnectedAccount>> PatchAsync(
        ConnectedAccount account, IReadOnlyList<PatchOperation> operations, IReadOnlyList<Condition>? conditions, CancellationToken cancellation) =>
        store.PatchAsync<ConnectedAccount>(Containers.Accounts, account.OrgId, account.Id, operations, conditions, cancellation);

    private static IPublishingPlatform ForPublishing(IConnectablePlatform platform) => platform as IPublishingPlatform
        ?? throw new PermanentException(
            "account_cannot_publish", $"{PlatformNotes.NameOf(platform.Platform)} is connected for reading only. Choose an account of another platform.");

    internal static string AccessContext(string accountId) => $"account/{accountId}/access";

    internal static string RefreshContext(string accountId) => $"account/{accountId}/refresh";

    private static PermanentException NeedsReconnecting(ConnectedAccount account) =>
        new(Reconnect, $"{PlatformNotes.NameOf(account.Platform)} no longer accepts the sign-in of {account.DisplayName}. Connect the account again.");
}
