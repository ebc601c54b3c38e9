using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations;

/// <summary>Moves a job from station to station. Every write is conditional, so repeated and concurrent steps settle on one truth.</summary>
public sealed class JobTracker(IDocumentStore store, EventLog events, TimeProvider clock)
{
    public Task<Job?> StartAsync(string orgId, string jobId, string station, CancellationToken cancellation) =>
        UpdateAsync(orgId, jobId, job => job.IsOver ? job : job with
        {
            Status = JobStatus.Running,
            Stations = [.. job.Stations.Select(s => s.Name != station || s.Status == StationStatus.Done ? s : s with
            {
                Status = StationStatus.Running,
                StartedAt = s.StartedAt ?? clock.GetUtcNow(),
                Message = null,
            })],
        }, cancellation);

    /// <summary>Nothing is left to compute until a person or the clock moves a post; unless that has happened already.</summary>
    public Task<Job?> WaitAsync(string orgId, string jobId, CancellationToken cancellation) =>
        UpdateAsync(orgId, jobId, job => job.IsOver || job.Stations.Any(s => s is { Name: Stations.Publish, Status: not StationStatus.Waiting })
            ? job
            : job with { Status = JobStatus.Waiting }, cancellation);

    public Task<Job?> ProgressAsync(string orgId, string jobId, string station, double fraction, CancellationToken cancellation) =>
        ChangeAsync(orgId, jobId, station, s => s.Status is StationStatus.Running && fraction > s.Fraction
            ? s with { Fraction = Math.Clamp(fraction, 0, 1) }
            : s, cancellation);

    public Task<Job?> DoneAsync(string orgId, string jobId, string station, string? message, CancellationToken cancellation) =>
        ChangeAsync(orgId, jobId, station, s => s.Status is StationStatus.Done ? s : s with
        {
            Status = StationStatus.Done,
            Fraction = 1,
            Message = message,
            StartedAt = s.StartedAt ?? clock.GetUtcNow(),
            EndedAt = clock.GetUtcNow(),
        }, cancellation);

    public Task<Job?> SkipAsync(string orgId, string jobId, string station, string why, CancellationToken cancellation) =>
        ChangeAsync(orgId, jobId, station, s => s with { Status = StationStatus.Skipped, Message = why }, cancellation);

    /// <summary>The first failure is the one that counts; later ones come of it.</summary>
    public Task<Job?> FailAsync(string orgId, string jobId, string? station, Failure failure, CancellationToken cancellation) =>
        UpdateAsync(orgId, jobId, job => job.IsOver ? job : job with
        {
            Status = JobStatus.Failed,
            Failure = failure,
            Stations = [.. job.Stations.Select(s => s.Name == (station ?? job.Current)
                ? s with { Status = StationStatus.Failed, Message = failure.Message, EndedAt = clock.GetUtcNow() }
                : s)],
        }, cancellation);

    /// <summary>A person tries a failed station again.</summary>
    public Task<Job?> ReopenAsync(string orgId, string jobId, string station, CancellationToken cancellation) =>
        UpdateAsync(orgId, jobId, job => job.Status != JobStatus.Failed ? job : job with
        {
            Status = JobStatus.Running,
            Failure = null,
            Run = job.Run + 1,
            Stations = [.. job.Stations.Select(s => s.Name == station && s.Status == StationStatus.Failed
                ? s with { Status = StationStatus.Waiting, Message = null, EndedAt = null }
                : s)],
        }, cancellation);

    public Task<Job?> SetStatusAsync(string orgId, string jobId, JobStatus status, CancellationToken cancellation) =>
        UpdateAsync(orgId, jobId, job => job.IsOver ? job : job with { Status = status }, cancellation);

    private Task<Job?> ChangeAsync(
        string orgId, string jobId, string station, Func<Station, Station> change, CancellationToken cancellation) =>
        UpdateAsync(
            orgId, jobId,
            job => job.IsOver ? job : job with { Stations = [.. job.Stations.Select(s => s.Name == station ? change(s) : s)] },
            cancellation);

    private async Task<Job?> UpdateAsync(string orgId, string jobId, Func<Job, Job> change, CancellationToken cancellation)
    {
        while (true)
        {
            Job? job = await store.ReadAsync<Job>(Containers.Jobs, orgId, jobId, cancellation);
            if (job is null)
                return null;
            Job changed = change(job);
            if (changed == job || changed.Stations.SequenceEqual(job.Stations) && changed with { Stations = job.Stations } == job)
                return job;
            WriteResult<Job> result = await store.ReplaceAsync(Containers.Jobs, changed, cancellation);
            if (result.Status == WriteStatus.Changed)
                continue;
            // Deleted meanwhile: nobody is told of it any more.
            if (result.Document is not { } written)
                return null;
            if (changed.IsOver && !job.IsOver)
                Telemetry.JobsEnded.Add(1, new KeyValuePair<string, object?>("status", changed.Status.ToString().ToLowerInvariant()));
            await events.AppendAsync(orgId, job.CreatedBy, "job", jobId, job.VideoId, cancellation);
            return written;
        }
    }
}
