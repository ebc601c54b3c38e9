using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations;

public sealed class JobReader(IDocumentStore store)
{
    public async Task<Job> RequireAsync(string orgId, string jobId, CancellationToken cancellation) =>
        await store.ReadAsync<Job>(Containers.Jobs, orgId, jobId, cancellation)
        ?? throw new PermanentException("job_gone", "The job was deleted while it ran.");
}
