using Shortloop.Core.Accounts;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Operations;

/// <summary>
/// Ends a job: what is computed stops, what is planned is cancelled. A post that is on its way out can't be called back and goes on;
/// the caller ends the story.
/// </summary>
public sealed class CancelJob(IDocumentStore store, JobTracker jobs, PostStore posts, CancelRender cancelRender, IEnumerable<IJobWork> works)
{
    private static readonly Problem NotCancellable = new(
        ProblemKind.Conflict, "job_not_cancellable", "A deletion goes on to its end: half of it would be of no use to anybody.");

    private static readonly Problem Over = new(ProblemKind.Conflict, "job_over", "This job is already over.");

    /// <returns>Why it can't be cancelled as it is; null: it can. Once more what is cancelled already is no fault.</returns>
    public static Problem? Refuse(Job job) =>
        job.Kind == JobKind.Delete ? NotCancellable : job is { IsOver: true, Status: not JobStatus.Cancelled } ? Over : null;

    public async Task<Outcome<Job>> ExecuteAsync(Principal caller, string jobId, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Job>(Containers.Jobs, caller.OrgId, jobId, cancellation) is { } found && Refuse(found) is { } problem)
            return problem;
        Job? job = await jobs.SetStatusAsync(caller.OrgId, jobId, JobStatus.Cancelled, cancellation);
        if (job is null)
            return Problem.Missing("job");
        if (job.Status != JobStatus.Cancelled)
            return Over;
        if (works.FirstOrDefault(work => work.Kind == job.Kind) is { } work)
            await work.CancelledAsync(job, cancellation);
        if (job.VideoId is not { } videoId)
            return job;

        await cancelRender.OfJobAsync(job, cancellation);
        var query = new DocumentQuery(job.OrgId, [new Condition("jobId", Comparison.Equal, job.Id)]);
        foreach (Post post in (await store.QueryAsync<Post>(Containers.Posts, query, cancellation)).Items)
            await posts.ChangeAsync(
                job.OrgId, post.Id, p => PostMoves.CanMove(p.Status, PostStatus.Cancelled) ? p with { Status = PostStatus.Cancelled } : p, cancellation);
        await store.PatchAsync<Video>(
            Containers.Videos, job.OrgId, videoId, [new PatchOperation(PatchKind.Set, "status", "uploaded")],
            [new Condition("status", Comparison.Equal, "processing")], cancellation);
        return job;
    }
}
