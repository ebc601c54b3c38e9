using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Bloggers;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Radar.Own;

/// <summary>Looks at the newest videos of one of the organisation's own accounts; the young ones are watched. Safe to repeat.</summary>
public sealed class RefreshOwnAccount(OwnAccounts accounts, WatchStore watches, TrendVideoStore store, TakeInVideos takeIn)
{
    /// <returns>Nothing, where the organisation has no such account that can be read.</returns>
    /// <exception cref="WorkException">The account could not be asked.</exception>
    public async Task<TakenIn> ExecuteAsync(string orgId, string accountId, CancellationToken cancellation)
    {
        OwnAccountsFound found = await accounts.FindAsync(orgId, cancellation);
        if (found.Readable.FirstOrDefault(one => one.Id == accountId) is not { } account)
            return TakenIn.Nothing;
        var profile = new PlatformProfile(account.ExternalId, account.DisplayName, account.Avatar);
        await watches.SpendAsync(orgId, "lookups", 1, cancellation);
        IReadOnlyList<PublicVideo> videos = await accounts.AskAsync(
            account, (reader, token) => reader.ListAsync(token, profile, Blogger.MaxUploads, cancellation), cancellation);
        Baseline? baseline = Baseline.Of(await store.HistoriesAsync(orgId, videos, cancellation));
        return await takeIn.ExecuteAsync(orgId, accounts.SourceOf(account), videos, (_, _) => Task.FromResult(baseline), null, cancellation);
    }
}
