using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Billing.Payments;

namespace Shortloop.Functions.Billing;

/// <summary>Once a day what webhooks may have missed is entered: an endpoint that was away for longer than the provider goes on trying loses nothing.</summary>
public sealed class ReconcileFunctions(Reconcile reconcile, TimeProvider clock, ILogger<ReconcileFunctions> logger)
{
    /// <summary>Longer than the provider goes on delivering.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromDays(7);

    [Function("ReconcilePayments")]
    public async Task RunAsync([TimerTrigger("0 20 3 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        Reconciliation found = await reconcile.ExecuteAsync(clock.GetUtcNow() - Back, repair: true, cancellation);
        foreach (Difference one in found.Differences)
            Logs.Difference(logger, one.Code, one.OrgId, one.Cause, one.Message, one.Repaired);
    }
}
