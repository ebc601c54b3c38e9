using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Publishing;

namespace Shortloop.Orchestrations.Publishing;

// Running it twice: a stored handle is kept; one that was lost before it was stored never becomes a post, as no byte went out.
public sealed class AnnouncePostActivity(PublishSteps steps)
{
    [Function(nameof(AnnouncePostActivity))]
    public Task RunAsync([ActivityTrigger] PostInput input, CancellationToken cancellation) =>
        steps.AnnounceAsync(input.OrgId, input.PostId, cancellation);
}
