using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Planner.Months;

/// <summary>The jobs that work on months. A job's id follows from month and run: a repeated call finds the one that is there.</summary>
public sealed class MonthJobs(IDocumentStore store, TimeProvider clock)
{
    // With the built-in analyst; a language model takes about a minute for every twenty items.
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    public async Task<Job> OpenAsync(MonthPlan month, IReadOnlyList<string> stations, CancellationToken cancellation)
    {
        var job = new Job
        {
            Id = month.JobId!,
            Partition = month.OrgId,
            OrgId = month.OrgId,
            CreatedBy = month.CreatedBy,
            CreatedAt = clock.GetUtcNow(),
            Kind = JobKind.Month,
            Status = JobStatus.Running,
            Stations = [.. stations.Select(name => new Station(name, StationStatus.Waiting))],
            EstimatedCompletion = clock.GetUtcNow() + Usual,
        };
        return (await store.CreateAsync(Containers.Jobs, job, cancellation)).Document
            ?? (await store.ReadAsync<Job>(Containers.Jobs, month.OrgId, job.Id, cancellation))!;
    }
}
