using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Publishing;

/// <summary>The video is processed; what remains waits for a person, for the clock, or for nobody.</summary>
public sealed class FinishProduce(IDocumentStore store, JobTracker jobs, JobNotices notices)
{
    public async Task ExecuteAsync(Job job, CancellationToken cancellation)
    {
        await store.PatchAsync<Video>(
            Containers.Videos, job.OrgId, job.Produce().VideoId, [new PatchOperation(PatchKind.Set, "status", "processed")], null, cancellation);
        var query = new DocumentQuery(job.OrgId, [new Condition("jobId", Comparison.Equal, job.Id)]);
        IReadOnlyList<Post> posts = (await store.QueryAsync<Post>(Containers.Posts, query, cancellation)).Items;

        await TellApprovalAsync(job, posts, cancellation);
        if (posts.Count == 0 || posts.Any(p => p.Status != PostStatus.Failed))
            await notices.DoneAsync(job, cancellation);
        if (posts.Count == 0)
        {
            await jobs.SkipAsync(job.OrgId, job.Id, Stations.Publish, "There is nothing to publish.", cancellation);
            await jobs.SkipAsync(job.OrgId, job.Id, Stations.Metrics, "There is nothing to measure.", cancellation);
            await jobs.SetStatusAsync(job.OrgId, job.Id, JobStatus.Succeeded, cancellation);
        }
        else if (posts.All(p => p.Status == PostStatus.Failed))
        {
            await jobs.FailAsync(job.OrgId, job.Id, Stations.Policy, posts[0].Failure!, cancellation);
        }
        else
        {
            await jobs.WaitAsync(job.OrgId, job.Id, cancellation);
        }
    }

    private Task TellApprovalAsync(Job job, IReadOnlyList<Post> posts, CancellationToken cancellation) =>
        posts.Any(p => p.Status == PostStatus.AwaitingApproval)
            ? jobs.StartAsync(job.OrgId, job.Id, Stations.Approval, cancellation)
            : posts.Any(p => p.ApprovedBy is not null)
                ? jobs.DoneAsync(job.OrgId, job.Id, Stations.Approval, "Approved.", cancellation)
                : jobs.SkipAsync(job.OrgId, job.Id, Stations.Approval, "Nobody asked for an approval.", cancellation);
}
