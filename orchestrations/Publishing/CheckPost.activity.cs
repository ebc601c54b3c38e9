using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Publishing;

namespace Shortloop.Orchestrations.Publishing;

// It only asks, and moves the post the way the platform says.
public sealed class CheckPostActivity(PublishSteps steps)
{
    [Function(nameof(CheckPostActivity))]
    public Task<PostVerdict> RunAsync([ActivityTrigger] PostInput input, CancellationToken cancellation) =>
        steps.CheckAsync(input.OrgId, input.PostId, cancellation);
}
