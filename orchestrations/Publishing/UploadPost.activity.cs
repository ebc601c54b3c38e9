using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Publishing;

namespace Shortloop.Orchestrations.Publishing;

// Running it twice: the platform is asked how far it is, and gets only what it lacks.
public sealed class UploadPostActivity(PublishSteps steps)
{
    [Function(nameof(UploadPostActivity))]
    public Task RunAsync([ActivityTrigger] PostInput input, CancellationToken cancellation) =>
        steps.UploadAsync(input.OrgId, input.PostId, cancellation);
}
