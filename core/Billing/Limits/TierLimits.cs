using System.Globalization;
using Shortloop.Core.Accounts;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Billing.Limits;

/// <summary>
/// What an organisation may have by its tier. Nothing is counted along: what is there is looked at, so that no count can drift. Where two could slip
/// through side by side, <see cref="LimitGate"/> lets one through.
/// </summary>
public sealed class TierLimits(IDocumentStore store, Entitlements entitlements)
{
    /// <returns>Null: so many more members fit.</returns>
    public async Task<Problem?> MembersAsync(string orgId, int members, CancellationToken cancellation)
    {
        Tier tier = await entitlements.OfAsync(orgId, cancellation);
        return tier.Members is { } most && members > most
            ? new Problem(ProblemKind.Conflict, "member_limit",
                $"The {tier.Name} tier has room for {Count(most, "member", "members")}, invitations included. Choose a larger tier, or remove somebody.")
            : null;
    }

    /// <summary>Where there is no limit, nobody has to take turns at it.</summary>
    public async Task<bool> IsStorageLimitedAsync(string orgId, CancellationToken cancellation) =>
        (await entitlements.OfAsync(orgId, cancellation)).StorageBytes != long.MaxValue;

    /// <summary>Cost: a query over the organisation's videos, a page for each thousand.</summary>
    /// <returns>Null: so many more bytes fit.</returns>
    public async Task<Problem?> StorageAsync(string orgId, long more, CancellationToken cancellation)
    {
        Tier tier = await entitlements.OfAsync(orgId, cancellation);
        return tier.StorageBytes != long.MaxValue && await StoredAsync(orgId, cancellation) + more > tier.StorageBytes
            ? new Problem(ProblemKind.Conflict, "storage_limit",
                $"Your videos would take more than the {Gigabytes(tier.StorageBytes)} of the {tier.Name} tier. Delete some that you no longer need, or choose a larger tier.")
            : null;
    }

    /// <summary>Bytes of all originals, also of those that are still on their way.</summary>
    public async Task<long> StoredAsync(string orgId, CancellationToken cancellation)
    {
        (long sum, string? next) = (0L, null);
        do
        {
            Page<Video> page = await store.QueryAsync<Video>(Containers.Videos, new DocumentQuery(orgId, Limit: 1000, Continuation: next), cancellation);
            sum += page.Items.Sum(video => video.SizeBytes);
            next = page.Next;
        }
        while (next is not null);
        return sum;
    }

    /// <returns>Null: one more fits.</returns>
    public async Task<Problem?> AccountsAsync(string orgId, string platform, CancellationToken cancellation)
    {
        Tier tier = await entitlements.OfAsync(orgId, cancellation);
        if (tier.AccountsPerPlatform is not { } most)
            return null;
        var query = new DocumentQuery(orgId, [new Condition("platform", Comparison.Equal, platform)], Limit: 1000);
        return (await store.QueryAsync<ConnectedAccount>(Containers.Accounts, query, cancellation)).Items.Count < most
            ? null
            : new Problem(ProblemKind.Conflict, "account_limit",
                $"The {tier.Name} tier has room for {Count(most, "account", "accounts")} at each platform. Choose a larger tier, or disconnect one.");
    }

    private static string Count(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");

    private static string Gigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.#} GB");
}
