using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Publishing;

namespace Shortloop.Orchestrations.Publishing;

// Running it twice asks the platform twice and moves the post once.
public sealed class PreparePostActivity(PublishSteps steps)
{
    [Function(nameof(PreparePostActivity))]
    public Task<bool> RunAsync([ActivityTrigger] PostInput input, CancellationToken cancellation) =>
        steps.PrepareAsync(input.OrgId, input.PostId, cancellation);
}
