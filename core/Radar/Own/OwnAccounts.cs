using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Radar.Own;

/// <param name="Readable">Those whose videos can be asked for.</param>
/// <param name="Obstacle">What keeps the others from it, in a sentence; null: there are no others.</param>
public sealed record OwnAccountsFound(IReadOnlyList<ConnectedAccount> Readable, string? Obstacle);

/// <summary>
/// The accounts that an organisation has connected, as far as a platform lets them read their own videos. Everything goes by the organisation: its accounts,
/// their tokens, never another's.
/// </summary>
public sealed class OwnAccounts(IDocumentStore store, IEnumerable<IOwnVideos> readers, AccountTokens tokens, WatchStore watches)
{
    /// <summary>Bounds a discovery; no tier has as many.</summary>
    private const int Most = 50;

    private const int PageSize = 100;

    private readonly IReadOnlyList<IOwnVideos> _readers = [.. readers];

    public IReadOnlyList<TrendSourceInfo> Infos => [.. _readers.Select(reader => reader.Info)];

    public async Task<OwnAccountsFound> FindAsync(string orgId, CancellationToken cancellation)
    {
        if (_readers.Count == 0)
            return new OwnAccountsFound([], null);
        Page<ConnectedAccount> page = await store.QueryAsync<ConnectedAccount>(Containers.Accounts, new DocumentQuery(orgId, Limit: 1000), cancellation);
        ILookup<bool, ConnectedAccount> accounts = page.Items.Where(account => ReaderOf(account.Platform) is not null).Take(Most).ToLookup(IsReadable);
        string names = string.Join(", ", accounts[false].Select(account => $"{account.DisplayName} ({PlatformNotes.NameOf(account.Platform)})"));
        return new OwnAccountsFound(
            [.. accounts[true]], names.Length == 0 ? null : $"Connect again, with the permission to read videos, so that they can be watched: {names}.");
    }

    /// <summary>Watched from now on, where it can be.</summary>
    public Task ConnectedAsync(ConnectedAccount account, CancellationToken cancellation) =>
        ReaderOf(account.Platform) is null ? Task.CompletedTask : watches.ActivateOwnAsync(account.OrgId, cancellation);

    /// <summary>
    /// Watches every organisation with an account that can be read, whenever it was connected: before there was a reader for its platform, or a right that was
    /// granted later. Safe to repeat. Cost: a query over all partitions for each platform, and a read for each organisation it finds.
    /// </summary>
    public async Task ActivateAllAsync(CancellationToken cancellation)
    {
        foreach (IOwnVideos reader in _readers)
        {
            Condition[] where = [new("platform", Comparison.Equal, reader.Info.Platform), new("status", Comparison.Equal, "connected")];
            var seen = new HashSet<string>();
            string? next = null;
            do
            {
                Page<ConnectedAccount> page = await store.QueryAsync<ConnectedAccount>(
                    Containers.Accounts, new DocumentQuery(null, where, Limit: PageSize, Continuation: next), cancellation);
                foreach (ConnectedAccount account in page.Items.Where(account => IsReadable(account) && seen.Add(account.OrgId)))
                    await watches.ActivateOwnAsync(account.OrgId, cancellation);
                next = page.Next;
            }
            while (next is not null);
        }
    }

    /// <summary>It came from here, so its numbers come from here too.</summary>
    public bool Reads(TrendVideo video) => ReaderOf(video.Platform)?.Info.Name == video.Source;

    /// <summary>Name of the source of this account's videos.</summary>
    public string SourceOf(ConnectedAccount account) => Require(account).Info.Name;

    /// <summary>
    /// Asks as this account. A refusal does not mark it as broken: an app may lose the right to list videos and keep the right to post, and numbers
    /// are not worth an account. A sign-in that is really over shows when it is renewed, at the latest after a token's life.
    /// </summary>
    /// <exception cref="WorkException">Those of <see cref="AccountTokens.GetAsync"/> and of <see cref="IOwnVideos"/>.</exception>
    public async Task<T> AskAsync<T>(ConnectedAccount account, Func<IOwnVideos, string, Task<T>> call, CancellationToken cancellation)
    {
        (_, string token) = await tokens.GetAsync(account.OrgId, account.Id, cancellation);
        return await call(Require(account), token);
    }

    private bool IsReadable(ConnectedAccount account) => account.Status == AccountStatus.Connected && Require(account).MayRead(account.Scopes);

    private IOwnVideos Require(ConnectedAccount account) =>
        ReaderOf(account.Platform) ?? throw new InvalidOperationException($"Nothing here reads videos of accounts at {account.Platform}.");

    private IOwnVideos? ReaderOf(string platform) => _readers.FirstOrDefault(reader => reader.Info.Platform == platform);
}
