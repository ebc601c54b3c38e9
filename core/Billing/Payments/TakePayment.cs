using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing.Payments;

/// <summary>
/// Does what follows from an event of the provider's. Everything in it may be repeated, and in any order: credits are entered by the id of what
/// brought them, and the tier follows from what the provider says now. The mark at the end only spares the asking.
/// </summary>
public sealed class TakePayment(
    IDocumentStore store, IPayments payments, PaymentEffects effects, EnterCredits enter, KeepTier tiers, TellOwners owners, TimeProvider clock)
{
    /// <summary>Longer than the provider goes on delivering.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    public async Task ExecuteAsync(PaymentNews news, CancellationToken cancellation)
    {
        string mark = Ids.Derived("pev", news.EventId);
        if (await store.ReadAsync<TakenEvent>(Containers.Transient, mark, mark, cancellation) is not null)
            return;
        foreach (CreditMovement movement in await effects.OfAsync(news, cancellation))
            await enter.ExecuteAsync(movement, cancellation);
        await KeepTierAsync(news, cancellation);
        if (news.Kind == PaymentEventKind.InvoicePaymentFailed)
            await TellFailureAsync(news, cancellation);
        await store.UpsertAsync(Containers.Transient, new TakenEvent
        {
            Id = mark,
            Partition = mark,
            OrgId = "none",
            CreatedBy = "billing",
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = (int)Remembered.TotalSeconds,
        }, cancellation);
    }

    private async Task KeepTierAsync(PaymentNews news, CancellationToken cancellation)
    {
        string? subscription = news.Kind switch
        {
            PaymentEventKind.SubscriptionCreated or PaymentEventKind.SubscriptionUpdated or PaymentEventKind.SubscriptionDeleted => news.ObjectId,
            PaymentEventKind.CheckoutCompleted => (await payments.GetCheckoutAsync(news.ObjectId, cancellation))?.SubscriptionId,
            PaymentEventKind.InvoicePaid or PaymentEventKind.InvoicePaymentFailed =>
                (await payments.GetInvoiceAsync(news.ObjectId, cancellation))?.SubscriptionId,
            _ => null,
        };
        if (subscription is not null)
            await tiers.SyncAsync(subscription, cancellation);
    }

    // An invoice that was paid meanwhile needs no complaint any more.
    private async Task TellFailureAsync(PaymentNews news, CancellationToken cancellation)
    {
        if (await payments.GetInvoiceAsync(news.ObjectId, cancellation) is { Status: not InvoiceStatus.Paid } invoice && Ware.Of(invoice.Metadata) is { } ware)
            await owners.TellAsync(
                ware.OrgId, NoticeKind.PaymentFailed, invoice.Id, news.EventId, new Dictionary<string, string> { ["tier"] = ware.Tier ?? "" }, cancellation);
    }

    private sealed record TakenEvent : Document;
}

/// <summary>Enters what a payment brings or takes, once, and writes it into the audit log.</summary>
public sealed class EnterCredits(IDocumentStore store, Credits credits, AuditLog audit)
{
    /// <returns>Whether it was entered now.</returns>
    public async Task<bool> ExecuteAsync(CreditMovement movement, CancellationToken cancellation)
    {
        // An organisation that was deleted leaves nothing behind, also not by a payment that is heard of late.
        if (await store.ReadAsync<Organisation>(Containers.Organisations, movement.OrgId, movement.OrgId, cancellation) is null)
            return false;
        bool now = movement.Kind == EntryKind.Refund
            ? await credits.TakeBackAsync(movement.OrgId, movement.Cause, movement.Amount, cancellation)
            : await credits.GrantAsync(movement.OrgId, movement.Kind, movement.Cause, movement.Amount, cancellation);
        await AuditAsync(movement, cancellation);
        return now;
    }

    // Looked for first, whoever entered the credits: a cut between the two leaves an entry that the next delivery writes down.
    private async Task AuditAsync(CreditMovement movement, CancellationToken cancellation)
    {
        string action = movement.Kind == EntryKind.Refund ? "credits_taken_back" : "credits_bought";
        var query = new DocumentQuery(movement.OrgId, [new Condition("target", Comparison.Equal, movement.Cause)], Limit: 1);
        if ((await store.QueryAsync<AuditEntry>(Containers.Audit, query, cancellation)).Items.Count == 0)
            await audit.AppendAsync(movement.OrgId, "billing", action, movement.Cause, $"{movement.Amount} credits", cancellation);
    }
}
