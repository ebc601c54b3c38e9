using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Core.Publishing;

namespace Shortloop.Orchestrations.Publishing;

// Running it twice finds the drafts of the first time: their ids follow from render and account.
public sealed class DraftPostsActivity(StationRunner station, JobReader jobs, CreatePosts create)
{
    [Function(nameof(DraftPostsActivity))]
    public async Task<string[]> RunAsync([ActivityTrigger] ProduceInput input, CancellationToken cancellation)
    {
        string[] ids = [];
        await station.RunAsync(input.OrgId, input.JobId, Stations.Policy, async () =>
        {
            CreatePosts.Drafted drafted = await create.ExecuteAsync(
                await jobs.RequireAsync(input.OrgId, input.JobId, cancellation), cancellation);
            ids = [.. drafted.Posts.Select(p => p.Id)];
            return drafted.Message;
        }, cancellation);
        return ids;
    }
}
