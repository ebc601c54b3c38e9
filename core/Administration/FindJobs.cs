using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Administration;

/// <summary>Jobs of all organisations, for who operates the installation. Each of these asks every partition.</summary>
public sealed class FindJobs(IDocumentStore store)
{
    /// <summary>Newest first.</summary>
    /// <param name="status">Null: in whatever state.</param>
    public Task<Page<Job>> ListAsync(JobStatus? status, string? after, int limit, CancellationToken cancellation) => store.QueryAsync<Job>(
        Containers.Jobs,
        new DocumentQuery(
            null, status is { } wanted ? [new("status", Comparison.Equal, StatusText(wanted))] : null, OrderBy: "createdAt", Descending: true, Limit: limit, Continuation: after),
        cancellation);

    public async Task<Job?> FindAsync(string jobId, CancellationToken cancellation) =>
        (await store.QueryAsync<Job>(Containers.Jobs, new DocumentQuery(null, [new("id", Comparison.Equal, jobId)], Limit: 1), cancellation)).Items
            is [var job] ? job : null;

    /// <summary>As it is stored and in the API.</summary>
    public static string StatusText(JobStatus status) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
