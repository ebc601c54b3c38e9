using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing.Payments;

/// <summary>Credits that come in or go out because of a payment.</summary>
/// <param name="Cause">The provider's id of the checkout, invoice, refund or dispute; the same one counts once.</param>
/// <param name="Amount">More than 0; with <see cref="EntryKind.Refund"/> what is taken.</param>
public sealed record CreditMovement(string OrgId, EntryKind Kind, string Cause, int Amount);

/// <summary>
/// What must stand in the ledger because of an event, read back from the provider, so that it is the same whenever and however often it is asked.
/// What takes credits back comes with what brought them, first: a refund that is heard of before its payment still finds them.
/// </summary>
public sealed class PaymentEffects(IPayments payments, PriceList prices)
{
    private sealed record Sale(CreditMovement Movement, long Total);

    public async Task<IReadOnlyList<CreditMovement>> OfAsync(PaymentNews news, CancellationToken cancellation) => news.Kind switch
    {
        PaymentEventKind.CheckoutCompleted or PaymentEventKind.CheckoutPaymentSucceeded =>
            Only(SaleOf(await payments.GetCheckoutAsync(news.ObjectId, cancellation))),
        PaymentEventKind.InvoicePaid => Only(SaleOf(await payments.GetInvoiceAsync(news.ObjectId, cancellation))),
        PaymentEventKind.ChargeRefunded => await OfRefundsAsync(news.PaymentId!, cancellation),
        PaymentEventKind.DisputeCreated => await OfDisputeAsync(news, cancellation),
        _ => [],
    };

    private async Task<IReadOnlyList<CreditMovement>> OfRefundsAsync(string paymentId, CancellationToken cancellation)
    {
        if (await FindSaleAsync(paymentId, cancellation) is not { } sale)
            return [];
        List<PaymentRefund> refunds = [];
        await foreach (PaymentRefund refund in payments.ListRefundsAsync(paymentId, cancellation))
            refunds.Add(refund);
        List<CreditMovement> movements = [sale.Movement];
        (long refunded, int taken) = (0, 0);
        // In their order, and each takes what the sum so far comes to: parts that don't divide evenly add up to the whole all the same.
        foreach (PaymentRefund refund in refunds
            .Where(refund => refund.Status is RefundStatus.Succeeded or RefundStatus.Pending).OrderBy(refund => refund.CreatedAt).ThenBy(refund => refund.Id, StringComparer.Ordinal))
        {
            refunded += refund.Amount.Minor;
            int share = ShareOf(sale, refunded) - taken;
            taken += share;
            if (share > 0)
                movements.Add(sale.Movement with { Kind = EntryKind.Refund, Cause = refund.Id, Amount = share });
        }

        return movements;
    }

    private async Task<IReadOnlyList<CreditMovement>> OfDisputeAsync(PaymentNews news, CancellationToken cancellation) =>
        await FindSaleAsync(news.PaymentId!, cancellation) is not { } sale ? []
        : ShareOf(sale, news.Minor ?? 0) is > 0 and var share
            ? [sale.Movement, sale.Movement with { Kind = EntryKind.Refund, Cause = news.ObjectId, Amount = share }]
            : [sale.Movement];

    private async Task<Sale?> FindSaleAsync(string paymentId, CancellationToken cancellation) =>
        SaleOf(await payments.FindCheckoutOfAsync(paymentId, cancellation)) ?? SaleOf(await payments.FindInvoiceOfAsync(paymentId, cancellation));

    private static Sale? SaleOf(PaymentCheckout? checkout) =>
        checkout is { Kind: CheckoutKind.Pack, MayFulfil: true } && Ware.Of(checkout.Metadata) is { Credits: { } credits } ware
            ? new Sale(new CreditMovement(ware.OrgId, EntryKind.Purchase, checkout.Id, credits), checkout.Total?.Minor ?? 0)
            : null;

    private Sale? SaleOf(PaymentInvoice? invoice) =>
        invoice is { Status: InvoiceStatus.Paid, SubscriptionId: not null, Reason: InvoiceReason.FirstOfSubscription or InvoiceReason.Renewal }
        && Ware.Of(invoice.Metadata) is { Tier: { } tier } ware && prices.Of(tier).MonthlyCredits is > 0 and var credits
            ? new Sale(new CreditMovement(ware.OrgId, EntryKind.Monthly, invoice.Id, credits), invoice.Paid.Minor)
            : null;

    private static int ShareOf(Sale sale, long part) =>
        sale.Total <= 0 ? 0 : (int)Math.Min(sale.Movement.Amount, sale.Movement.Amount * part / sale.Total);

    private static IReadOnlyList<CreditMovement> Only(Sale? sale) => sale is null ? [] : [sale.Movement];
}
