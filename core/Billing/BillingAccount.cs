using System.Text.Json.Serialization;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing;

/// <summary>A subscription as it was read back from the provider the last time.</summary>
/// <param name="PeriodEnd">Until when the present month is paid or asked for.</param>
/// <param name="PaidUntil">Set where it gives its tier no longer than that; null: until further notice.</param>
/// <param name="Counts">It gives its tier, now or until <paramref name="PaidUntil"/>.</param>
public sealed record KnownSubscription(
    string Id,
    string Tier,
    [property: JsonConverter(typeof(SnakeCaseEnum<SubscriptionStatus>))] SubscriptionStatus Status,
    DateTimeOffset? PeriodEnd,
    bool CancelsAtPeriodEnd,
    bool Counts,
    DateTimeOffset? PaidUntil)
{
    [JsonIgnore]
    public bool IsOver => Status is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;
}

/// <summary>What an organisation is at the payment provider. Partition: the organisation, beside its ledger.</summary>
public sealed record BillingAccount : Document
{
    public const string TheId = "billing";

    public string? CustomerId { get; init; }

    public IReadOnlyList<KnownSubscription> Subscriptions { get; init; } = [];

    /// <summary>The tier that follows from the subscriptions; null: the free one.</summary>
    public string? Tier { get; init; }

    /// <summary>When <see cref="Tier"/> ends by itself; null: it doesn't.</summary>
    public DateTimeOffset? TierUntil { get; init; }

    /// <summary>Counts changes of the tier.</summary>
    public long TierChanges { get; init; }

    /// <summary>The last change was not told and audited yet; set with the change, so that a cut in between tells late and not never.</summary>
    public bool Untold { get; init; }

    public static BillingAccount Empty(string orgId, TimeProvider clock) => new()
    {
        Id = TheId,
        Partition = orgId,
        OrgId = orgId,
        CreatedBy = "billing",
        CreatedAt = clock.GetUtcNow(),
    };
}

/// <summary>Reads and writes billing accounts, each write on the version that was read.</summary>
public sealed class BillingAccounts(IDocumentStore store, TimeProvider clock)
{
    public async Task<BillingAccount> ReadAsync(string orgId, CancellationToken cancellation) =>
        await store.ReadAsync<BillingAccount>(Containers.Ledger, orgId, BillingAccount.TheId, cancellation) ?? BillingAccount.Empty(orgId, clock);

    /// <returns>Null: somebody else was faster.</returns>
    public async Task<BillingAccount?> WriteAsync(BillingAccount account, CancellationToken cancellation) =>
        (account.ETag is null
            ? await store.CreateAsync(Containers.Ledger, account, cancellation)
            : await store.ReplaceAsync(Containers.Ledger, account, cancellation)).Document;
}

/// <summary>Where there are no accounts there is nobody to pay.</summary>
internal static class NothingToPay
{
    public static readonly Problem Problem = new(
        ProblemKind.Conflict, "nothing_to_pay", "On one machine without accounts everything is free and without limits: there is nothing to pay.");

    public static bool For(Principal caller) => caller.OrgId == Principal.LocalOwner.OrgId;
}
