using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Orchestrations.Publishing;

public sealed record ReleasePostInput(ProduceInput Produce, string PostId);

// Running it twice: only a draft moves, and its due entry has an id of its own making.
public sealed class ReleasePostActivity(IDocumentStore store, ReleasePosts release)
{
    [Function(nameof(ReleasePostActivity))]
    public async Task RunAsync([ActivityTrigger] ReleasePostInput input, CancellationToken cancellation)
    {
        Job? job = await store.ReadAsync<Job>(Containers.Jobs, input.Produce.OrgId, input.Produce.JobId, cancellation);
        if (job is not null)
            await release.JudgeAsync(job, input.PostId, cancellation);
    }
}
