using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Operations;

/// <summary>A person tries a failed job again, from the station where it failed; what is done is not done again. The caller starts the story of the job's run.</summary>
public sealed class RetryJob(IDocumentStore store, JobTracker jobs, IEnumerable<IJobWork> works)
{
    /// <summary>Posts have their own way of being tried again.</summary>
    private static readonly string[] CanFail =
        [Stations.Probe, Stations.Analyse, Stations.Patterns, Stations.Index, Stations.Strategy, Stations.Script, Stations.Render];

    private static readonly Problem NotFailed = new(
        ProblemKind.Conflict, "job_not_failed", "Only a job that has failed before anything was published can be tried again.");

    /// <returns>The job, running again; or running already, so that a call that was cut off may be repeated.</returns>
    public async Task<Outcome<Job>> ExecuteAsync(Principal caller, string jobId, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Job>(Containers.Jobs, caller.OrgId, jobId, cancellation) is not { } job)
            return Problem.Missing("job");
        if (job is { Status: JobStatus.Running, Run: > 0 })
            return job;
        IJobWork? work = works.FirstOrDefault(work => work.Kind == job.Kind);
        if (job.Status != JobStatus.Failed || (work is null && (job.Kind != JobKind.Produce || !CanFail.Contains(job.Current))))
            return NotFailed;
        if (work is not null)
            return await jobs.ReopenAsync(job.OrgId, job.Id, job.Current, cancellation) is { } again ? again : Problem.Missing("job");
        await store.PatchAsync<Video>(
            Containers.Videos, job.OrgId, job.Produce().VideoId, [new(PatchKind.Set, "status", "processing"), new(PatchKind.Set, "failure", null)],
            [new Condition("status", Comparison.Equal, "failed")], cancellation);
        return await jobs.ReopenAsync(job.OrgId, job.Id, job.Current, cancellation) is { } reopened ? reopened : Problem.Missing("job");
    }
}
