using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Publishing;

/// <summary>Ends a job once all of its posts are settled. Safe to repeat.</summary>
public sealed class SettleJob(IDocumentStore store, JobTracker jobs)
{
    /// <param name="measured">Whether the first numbers have been read.</param>
    public async Task ExecuteAsync(string orgId, string jobId, bool measured, CancellationToken cancellation)
    {
        var query = new DocumentQuery(orgId, [new Condition("jobId", Comparison.Equal, jobId)]);
        IReadOnlyList<Post> posts = (await store.QueryAsync<Post>(Containers.Posts, query, cancellation)).Items;
        if (posts.Any(p => p.Status is PostStatus.Draft or PostStatus.AwaitingApproval or PostStatus.ChangesRequested
                or PostStatus.Approved or PostStatus.Scheduled or PostStatus.Publishing or PostStatus.Processing))
            return;
        if (posts.All(p => p.Status == PostStatus.Cancelled))
        {
            await jobs.SkipAsync(orgId, jobId, Stations.Publish, "The post was cancelled.", cancellation);
            await jobs.SkipAsync(orgId, jobId, Stations.Metrics, "There is nothing to measure.", cancellation);
            await jobs.SetStatusAsync(orgId, jobId, JobStatus.Cancelled, cancellation);
            return;
        }

        Uri? link = posts.FirstOrDefault(p => p.Link is not null)?.Link;
        if (posts.Any(p => p.Status == PostStatus.OutcomeUnknown))
            await jobs.SkipAsync(orgId, jobId, Stations.Publish, "The platform has not said yet whether the post is out; it is asked again later.", cancellation);
        else
            await jobs.DoneAsync(orgId, jobId, Stations.Publish, link?.AbsoluteUri, cancellation);
        if (measured)
            await jobs.DoneAsync(orgId, jobId, Stations.Metrics, null, cancellation);
        else
            await jobs.SkipAsync(orgId, jobId, Stations.Metrics, "The platform does not show the numbers yet; they are read again later.", cancellation);
        await jobs.SetStatusAsync(orgId, jobId, JobStatus.Succeeded, cancellation);
    }
}
