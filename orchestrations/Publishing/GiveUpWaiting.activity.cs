using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Publishing;

namespace Shortloop.Orchestrations.Publishing;

// Only a post whose outcome is still open moves.
public sealed class GiveUpWaitingActivity(PublishSteps steps)
{
    [Function(nameof(GiveUpWaitingActivity))]
    public Task RunAsync([ActivityTrigger] PostInput input, CancellationToken cancellation) =>
        steps.GiveUpWaitingAsync(input.OrgId, input.PostId, cancellation);
}
