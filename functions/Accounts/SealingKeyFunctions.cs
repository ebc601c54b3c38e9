using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Operations;
using Shortloop.Functions.Operations;

namespace Shortloop.Functions.Accounts;

/// <summary>Once a week: the keys that seal tokens are looked after.</summary>
public sealed class SealingKeyFunctions(TimeProvider clock)
{
    [Function("RotateKeysWeekly")]
    public Task RunAsync([TimerTrigger("0 40 3 * * 0")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return new DurableWorkflows(client).StartAsync(Stories.RotateKeys, Stories.KeyRotationId(now), new KeyRotationInput(now), cancellation);
    }
}
