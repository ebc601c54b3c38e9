using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core.Billing.Charges;
using Shortloop.Functions.Operations;

namespace Shortloop.Functions.Billing;

/// <summary>Gives back what is kept for work that is over.</summary>
public sealed class ChargeFunctions(SweepCharges sweep)
{
    [Function("SweepCharges")]
    public Task SweepAsync(
        [TimerTrigger("30 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        sweep.ExecuteAsync(new DurableWorkflows(client), cancellation);
}
