using Shortloop.Core.Operations;

namespace Shortloop.Core.Planner.Produce;

/// <summary>The two steps of generating footage, within the station in which other jobs have their upload. Both may be repeated.</summary>
public sealed class GenerateSteps(JobTracker jobs, StationRunner stations, GeneratedFilm film)
{
    public Task OrderAsync(ProduceInput input, CancellationToken cancellation) => RunAsync(input, async job =>
    {
        await film.OrderAsync(job, cancellation);
        return null;
    }, cancellation);

    /// <returns>Whether the film is there.</returns>
    public Task<bool> FetchAsync(ProduceInput input, bool last, CancellationToken cancellation) =>
        RunAsync(input, job => film.FetchAsync(job, last, cancellation), cancellation);

    public Task CloseAsync(ProduceInput input, CancellationToken cancellation) => film.CloseAsync(input.OrgId, input.VideoId, input.Run, cancellation);

    /// <param name="work">Returns a sentence about what came out; null: the station goes on.</param>
    private async Task<bool> RunAsync(ProduceInput input, Func<Job, Task<string?>> work, CancellationToken cancellation)
    {
        Job? job = await jobs.StartAsync(input.OrgId, input.JobId, Stations.Upload, cancellation);
        if (job is null or { IsOver: true })
            throw new PermanentException("job_over", "The job was cancelled.");
        if (job.Stations.Any(station => station is { Name: Stations.Upload, Status: StationStatus.Done }))
            return true;
        try
        {
            if (await work(job) is not { } said)
                return false;
            await jobs.DoneAsync(input.OrgId, input.JobId, Stations.Upload, said, cancellation);
            return true;
        }
        catch (PermanentException error)
        {
            await stations.FailAsync(input.OrgId, input.JobId, Stations.Upload, new Failure(error.Code, error.Message), cancellation);
            throw;
        }
    }
}
