using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Publishing;

namespace Shortloop.Orchestrations.Publishing;

public sealed record FailPostInput(PostInput Post, string Message);

// Running it twice: a post that has failed stays so.
public sealed class FailPostActivity(PublishSteps steps)
{
    [Function(nameof(FailPostActivity))]
    public Task RunAsync([ActivityTrigger] FailPostInput input, CancellationToken cancellation) =>
        steps.FailAsync(input.Post.OrgId, input.Post.PostId, "publish_failed", input.Message, cancellation);
}
