using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Operations;

/// <summary>Runs one station's work and tells the creator: started, done, or failed with what to do about it.</summary>
public sealed class StationRunner(IDocumentStore store, JobTracker jobs, JobNotices notices)
{
    /// <param name="work">Returns a sentence about what came out.</param>
    public async Task RunAsync(string orgId, string jobId, string station, Func<Task<string?>> work, CancellationToken cancellation)
    {
        Job? job = await jobs.StartAsync(orgId, jobId, station, cancellation);
        if (job is null or { IsOver: true })
            throw new PermanentException("job_over", "The job was cancelled.");
        // What is done is not done again, neither after a crash nor when a job is tried again.
        if (job.Stations.Any(s => s.Name == station && s.Status == StationStatus.Done))
            return;
        try
        {
            string? message = await work();
            await jobs.DoneAsync(orgId, jobId, station, message, cancellation);
        }
        catch (PermanentException error)
        {
            await FailAsync(orgId, jobId, station, new Failure(error.Code, error.Message), cancellation);
            throw;
        }
    }

    /// <summary>The video's processing is over, and then the job: who sees the job's end finds the video in its last state.</summary>
    public async Task FailAsync(string orgId, string jobId, string? station, Failure failure, CancellationToken cancellation)
    {
        Job? job = await store.ReadAsync<Job>(Containers.Jobs, orgId, jobId, cancellation);
        if (job is null or { IsOver: true })
            return;
        if (job.VideoId is { } videoId)
            await store.PatchAsync<Video>(
                Containers.Videos, orgId, videoId,
                [new(PatchKind.Set, "status", "failed"), new(PatchKind.Set, "failure", failure)],
                [new Condition("status", Comparison.NotEqual, "processed"), new Condition("status", Comparison.NotEqual, "failed")], cancellation);
        // Told first: cut off in between, the repeat finds a job that is not over yet, and tells nothing twice.
        await notices.FailedAsync(job, failure, cancellation);
        await jobs.FailAsync(orgId, jobId, station, failure, cancellation);
    }
}
