using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using UseCase = Shortloop.Core.Operations.Retention.ApplyRetention;

namespace Shortloop.Orchestrations.Operations;

// Running it twice finds nothing more of the same page to drop.
public sealed class ApplyRetentionActivity(UseCase retention)
{
    [Function(nameof(ApplyRetentionActivity))]
    public Task<string?> RunAsync([ActivityTrigger] RetentionInput input, CancellationToken cancellation) =>
        retention.ExecuteAsync(input.Step, input.AsOf, input.Continuation, cancellation);
}
