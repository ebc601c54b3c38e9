using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Keys;

/// <param name="At">When the timer fired; the same for all that comes of it.</param>
/// <param name="Continuation">Where the accounts go on; null: the beginning.</param>
/// <param name="Left">How many were not sealed anew so far, because they were changed at that moment.</param>
public sealed record KeyRotationInput(DateTimeOffset At, string? Continuation = null, int Left = 0);

/// <param name="Next">Where to go on; null: that was the last.</param>
/// <param name="Left">How many of this page were not sealed anew.</param>
public sealed record ResealedPage(string? Next, int Left);

/// <summary>
/// A new key every 90 days; what lives long is sealed with it; an old one is put away when nothing can need it any more. Besides platform tokens,
/// which are sealed anew here, keys seal links in mails and a browser's mark, which live outside for up to 400 days: so long a key opens after it was followed
/// by another. Each step is safe to repeat.
/// </summary>
public sealed class RotateKeys(IKeyRing ring, IKeyKeeper keeper, IDocumentStore store, SecretBox secrets, ILogger<RotateKeys> logger)
{
    /// <summary>Of the key that seals.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(90);

    /// <summary>How long a key opens after it was followed by another.</summary>
    public static readonly TimeSpan Afterlife = TimeSpan.FromDays(420);

    private const int PageSize = 100;

    public async Task AddAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        KeyAge newest = (await keeper.ListAsync(cancellation))[^1];
        if (newest.MadeAt is { } made && at - made >= Life)
            await keeper.AddAsync(newest.Number, cancellation);
    }

    /// <summary>One page over all accounts. Cost: a page of a query over all partitions, and a patch for each that has another key.</summary>
    public async Task<ResealedPage> ResealAsync(string? continuation, CancellationToken cancellation)
    {
        Page<ConnectedAccount> page = await store.QueryAsync<ConnectedAccount>(
            Containers.Accounts, new DocumentQuery(null, [], Limit: PageSize, Continuation: continuation), cancellation);
        int left = 0;
        foreach (ConnectedAccount account in page.Items)
        {
            if (!await ResealAsync(account, cancellation))
                left++;
        }

        return new ResealedPage(page.Next, left);
    }

    /// <param name="left">Of the whole round: as long as something is sealed with an older key, none is put away.</param>
    public async Task RetireAsync(DateTimeOffset at, int left, CancellationToken cancellation)
    {
        logger.Resealed(ring.Current.Sealing, left);
        if (left > 0)
            return;
        IReadOnlyList<KeyAge> keys = await keeper.ListAsync(cancellation);
        foreach (var (key, follower) in keys.Zip(keys.Skip(1)))
        {
            if (key.Number < ring.Current.Sealing && follower.MadeAt is { } followed && at - followed >= Afterlife)
                await keeper.DisableAsync(key.Number, cancellation);
        }
    }

    // The condition names what was read: tokens that were renewed meanwhile have the present key already, or wait for the next round.
    private async Task<bool> ResealAsync(ConnectedAccount account, CancellationToken cancellation)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"v{ring.Current.Sealing}.");
        if (account.SealedAccessToken.StartsWith(prefix, StringComparison.Ordinal) && account.SealedRefreshToken.StartsWith(prefix, StringComparison.Ordinal))
            return true;
        PatchOperation[] anew;
        try
        {
            anew =
            [
                Anew("sealedAccessToken", account.SealedAccessToken, AccountTokens.AccessContext(account.Id)),
                Anew("sealedRefreshToken", account.SealedRefreshToken, AccountTokens.RefreshContext(account.Id)),
            ];
        }
        catch (CryptographicException)
        {
            // Its key is gone, and with it the tokens: the person is asked to connect again when they are needed. Nothing waits for that.
            return true;
        }

        WriteResult<ConnectedAccount> written = await store.PatchAsync<ConnectedAccount>(
            Containers.Accounts, account.Partition, account.Id, anew,
            [
                new Condition("sealedAccessToken", Comparison.Equal, account.SealedAccessToken),
                new Condition("sealedRefreshToken", Comparison.Equal, account.SealedRefreshToken),
            ],
            cancellation);
        return written.Status is WriteStatus.Written or WriteStatus.Absent;
    }

    private PatchOperation Anew(string field, string sealedText, string context) =>
        new(PatchKind.Set, field, secrets.Seal(secrets.Open(sealedText, context), context));
}
