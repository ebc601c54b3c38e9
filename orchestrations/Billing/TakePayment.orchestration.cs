using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Billing;

/// <summary>What follows from one event of the payment provider. Its webhook was answered already; here there is time to ask back.</summary>
public static class TakePayment
{
    [Function(Stories.TakePayment)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, PaymentNews news) =>
        context.CallActivityAsync(nameof(TakePaymentActivity), news, Policies.Outside);
}
