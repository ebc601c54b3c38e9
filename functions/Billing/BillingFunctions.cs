using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Billing;

/// <param name="PriceCents">US cents a month; null: by agreement.</param>
/// <param name="CoachRenewalHours">How often a daily plan may be made anew.</param>
public sealed record TierView(
    string Name,
    int? PriceCents,
    int CoachItems,
    double CoachRenewalHours,
    int? Bloggers,
    int? TrackedVideos,
    bool TrendWatch,
    int? RequestsPerHour,
    int MonthlyCredits,
    long StorageBytes,
    int? Members,
    int? AccountsPerPlatform)
{
    internal static TierView Of(Tier tier) => new(
        tier.Name, tier.PriceCents, tier.CoachItems, tier.CoachRenewal.TotalHours, tier.Bloggers, tier.TrackedVideos, tier.TrendWatch, tier.RequestsPerHour,
        tier.MonthlyCredits, tier.StorageBytes, tier.Members, tier.AccountsPerPlatform);
}

/// <param name="PriceCents">US cents.</param>
public sealed record PackView(int Credits, int PriceCents);

/// <summary>What there is to buy, and how the organisation stands.</summary>
/// <param name="Metered">False: nothing costs credits, and there is nothing to pay.</param>
/// <param name="Tier">The one it is in.</param>
/// <param name="Reserved">Promised to work that runs; part of <paramref name="Balance"/>.</param>
/// <param name="Available">What can be spent.</param>
/// <param name="RenewsAt">When the subscription is charged again; null: it isn't.</param>
/// <param name="EndsAt">When the tier ends, because it was cancelled or couldn't be charged; null: it doesn't.</param>
/// <param name="VariantsPerCredit">Platforms that one credit renders an edit for.</param>
/// <param name="Currency">Of all prices.</param>
public sealed record BillingView(
    bool Metered,
    string Tier,
    int Balance,
    int Reserved,
    int Available,
    DateTimeOffset? RenewsAt,
    DateTimeOffset? EndsAt,
    int VariantsPerCredit,
    string Currency,
    IReadOnlyList<TierView> Tiers,
    IReadOnlyList<PackView> Packs);

/// <summary>One of the two.</summary>
/// <param name="Pack">Credits of a pack.</param>
/// <param name="Tier">A tier to subscribe to.</param>
public sealed record CheckoutBody(int? Pack, string? Tier);

/// <param name="Url">The provider's page, where it is paid. Coming back from there proves nothing: credits and tier change when the provider says so.</param>
public sealed record CheckoutView(Uri Url, DateTimeOffset ExpiresAt);

public sealed record PortalView(Uri Url);

/// <param name="Amount">Credits; negative where they are taken.</param>
/// <param name="Cause">What caused it: a render's id, a payment's id.</param>
public sealed record LedgerEntryView(string Id, EntryKind Kind, int Amount, int BalanceAfter, string Cause, DateTimeOffset At);

/// <summary>An organisation's money: owners only.</summary>
public sealed class BillingFunctions(Standing standing, Credits credits, OpenCheckout checkout)
{
    [Function("GetBilling")]
    [Access(Role.Owner)]
    [ProducesResponseType<BillingView>(StatusCodes.Status200OK)]
    public async Task<IResult> TiersAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs/{orgId}/billing/tiers")] HttpRequest request,
        string orgId,
        FunctionContext context,
        CancellationToken cancellation)
    {
        StandingNow now = await standing.ReadAsync(context.Caller(), cancellation);
        return TypedResults.Ok(new BillingView(
            !now.Tier.Unmetered, now.Tier.Name, now.Balance.Balance, now.Balance.Reserved, now.Balance.Available, now.RenewsAt, now.EndsAt,
            PriceList.VariantsPerCredit, "usd", [.. now.Prices.Tiers.Select(TierView.Of)],
            [.. now.Prices.Packs.Select(pack => new PackView(pack.Credits, pack.PriceCents))]));
    }

    [Function("OpenCheckout")]
    [Access(Role.Owner, PeopleOnly = true)]
    [ProducesResponseType<CheckoutView>(StatusCodes.Status201Created)]
    public async Task<IResult> CheckoutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/orgs/{orgId}/billing/checkout")] HttpRequest request,
        string orgId,
        [FromBody] CheckoutBody body,
        FunctionContext context,
        CancellationToken cancellation)
    {
        Outcome<PaymentCheckout> opened = (body.Pack, body.Tier) switch
        {
            ({ } pack, null) => await checkout.PackAsync(context.Caller(), pack, cancellation),
            (null, { } tier) => await checkout.SubscriptionAsync(context.Caller(), tier, cancellation),
            _ => Problem.InvalidField("pack", "Say either which pack or which tier you want."),
        };
        return Answers.Of(opened, made => TypedResults.Created((string?)null, new CheckoutView(made.Url!, made.ExpiresAt)));
    }

    [Function("OpenPortal")]
    [Access(Role.Owner, PeopleOnly = true)]
    [ProducesResponseType<PortalView>(StatusCodes.Status201Created)]
    public async Task<IResult> PortalAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/orgs/{orgId}/billing/portal")] HttpRequest request,
        string orgId,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(await checkout.PortalAsync(context.Caller(), cancellation), url => TypedResults.Created((string?)null, new PortalView(url)));

    [Function("ListLedger")]
    [Access(Role.Owner)]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [ProducesResponseType<ListOf<LedgerEntryView>>(StatusCodes.Status200OK)]
    public async Task<IResult> LedgerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs/{orgId}/billing/ledger")] HttpRequest request,
        string orgId,
        FunctionContext context,
        CancellationToken cancellation)
    {
        if (!TryLimit(request, out int limit))
            return Answers.Of(Problem.InvalidField("limit", "A page has 1 to 200 entries."));
        string? after = request.Query["after"] is [{ Length: > 0 } cursor] ? cursor : null;
        return await PageQuery.TryAsync(() => credits.ListAsync(context.Caller().OrgId, after, limit, cancellation)) is { } page
            ? TypedResults.Ok(new ListOf<LedgerEntryView>(
                [.. page.Items.Select(entry => new LedgerEntryView(entry.Id, entry.Kind, entry.Amount, entry.BalanceAfter, entry.Cause, entry.CreatedAt))], page.Next))
            : Answers.Of(PageQuery.BadCursor);
    }

    private static bool TryLimit(HttpRequest request, out int limit)
    {
        limit = 50;
        return request.Query["limit"] is not [{ } text] || (int.TryParse(text, out limit) && limit is >= 1 and <= 200);
    }
}
