using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Operations;

/// <param name="Seconds">How long it took or has been taking; null before it starts.</param>
public sealed record StationView(string Name, StationStatus Status, double Fraction, string? Message, double? Seconds);

public sealed record JobView(
    string Id, string VideoId, JobStatus Status, string Station, IReadOnlyList<StationView> Stations, Failure? Failure, DateTimeOffset CreatedAt)
{
    public static JobView Of(Job job) => new(
        job.Id, job.VideoId, job.Status, job.Current,
        [.. job.Stations.Select(s => new StationView(s.Name, s.Status, s.Fraction, s.Message, Seconds(s)))],
        job.Failure, job.CreatedAt);

    private static double? Seconds(Station station) =>
        station is { StartedAt: { } start, EndedAt: { } end } ? Math.Round((end - start).TotalSeconds, 3) : null;
}

public sealed class JobFunctions(IDocumentStore store, CancelJob cancel, RetryJob retry)
{
    [Function("GetJob")]
    [Access(Role.Viewer)]
    [ProducesResponseType<JobView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/jobs/{jobId}")] HttpRequest request,
        string jobId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await store.ReadAsync<Job>(Containers.Jobs, context.Caller().OrgId, jobId, cancellation) is { } job
            ? TypedResults.Ok(JobView.Of(job))
            : Answers.Of(Problem.Missing("job"));

    [Function("CancelJob")]
    [Access(Role.Editor)]
    [ProducesResponseType<JobView>(StatusCodes.Status200OK)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/jobs/{jobId}/cancel")] HttpRequest request,
        string jobId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync<Job>(await cancel.ExecuteAsync(context.Caller(), jobId, cancellation), async job =>
        {
            await new DurableWorkflows(client).TerminateAsync(Stories.ProduceId(job.OrgId, job.VideoId, job.Run), "Cancelled by a person.", cancellation);
            return TypedResults.Ok(JobView.Of(job));
        });

    /// <summary>Of a job that failed on the way to its renders: from where it failed, after whatever stood in its way was mended.</summary>
    [Function("RetryJob")]
    [Access(Role.Editor)]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> RetryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/jobs/{jobId}/retry")] HttpRequest request,
        string jobId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync<Job>(await retry.ExecuteAsync(context.Caller(), jobId, cancellation), async job =>
        {
            await new DurableWorkflows(client).StartAsync(
                Stories.ProduceVideo, Stories.ProduceId(job.OrgId, job.VideoId, job.Run),
                new ProduceInput(job.OrgId, job.CreatedBy, job.VideoId, job.Id, job.Run), cancellation);
            return TypedResults.Accepted($"/api/v1/jobs/{job.Id}", JobView.Of(job));
        });
}
