using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Billing.Payments;

namespace Shortloop.Orchestrations.Billing;

// Running it twice enters nothing twice: credits go by the id of what brought them, and the tier is read back each time.
public sealed class TakePaymentActivity(Core.Billing.Payments.TakePayment take)
{
    [Function(nameof(TakePaymentActivity))]
    public Task RunAsync([ActivityTrigger] PaymentNews news, CancellationToken cancellation) => take.ExecuteAsync(news, cancellation);
}
