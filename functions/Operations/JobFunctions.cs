using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Functions.Operations;

/// <param name="Seconds">How long it took or has been taking; null before it starts.</param>
public sealed record StationView(string Name, StationStatus Status, double Fraction, string? Message, double? Seconds);

/// <param name="VideoId">Of the main chain's jobs.</param>
/// <param name="SourceId">Of jobs that make a note: what it is made from.</param>
/// <param name="NoteId">Of jobs that make a note: the note, which is there when they have succeeded.</param>
/// <param name="EstimatedCompletion">By what was known at the start; null where it can't be known.</param>
public sealed record JobView(
    string Id, JobKind Kind, string? VideoId, JobStatus Status, string Station, IReadOnlyList<StationView> Stations, Failure? Failure,
    DateTimeOffset CreatedAt, DateTimeOffset? EstimatedCompletion, string? SourceId, string? NoteId)
{
    public static JobView Of(Job job) => new(
        job.Id, job.Kind, job.VideoId, job.Status, job.Current,
        [.. job.Stations.Select(s => new StationView(s.Name, s.Status, s.Fraction, s.Message, Seconds(s)))],
        job.Failure, job.CreatedAt, job.EstimatedCompletion, job.Note?.SourceId, job.Note?.NoteId);

    /// <summary>Long work was begun: where to look how far it is.</summary>
    public static IResult Begun(Job job, string location) => TypedResults.Accepted(location, Of(job));

    private static double? Seconds(Station station) =>
        station is { StartedAt: { } start, EndedAt: { } end } ? Math.Round((end - start).TotalSeconds, 3) : null;
}

public sealed class JobFunctions(IDocumentStore store, CancelJob cancel, RetryJob retry, JobStories stories)
{
    /// <summary>The organisation's; in the personal one also those about oneself.</summary>
    [Function("ListJobs")]
    [QueryParameter("status", typeof(JobStatus))]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<JobView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/jobs")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        Condition[]? where = request.Query["status"] is [{ Length: > 0 } status, ..] ? [new Condition("status", Comparison.Equal, status)] : null;
        return PageQuery.AnswerAsync(
            request,
            page => store.QueryAsync<Job>(
                Containers.Jobs,
                new DocumentQuery(context.Caller().OrgId, where, OrderBy: "createdAt", Descending: true, Limit: page.Limit, Continuation: page.After),
                cancellation),
            JobView.Of);
    }

    [Function("GetJob")]
    [EndpointSummary("How far a job is.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<JobView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/jobs/{jobId}")] HttpRequest request,
        string jobId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await FindAsync(context.Caller(), jobId, cancellation) is { } job ? TypedResults.Ok(JobView.Of(job)) : Answers.Of(Problem.Missing("job"));

    // One's own are found from whichever organisation one is in.
    private async Task<Job?> FindAsync(Principal caller, string jobId, CancellationToken cancellation) =>
        await store.ReadAsync<Job>(Containers.Jobs, caller.OrgId, jobId, cancellation)
        ?? await store.ReadAsync<Job>(Containers.Jobs, Organisation.HomeOf(caller.UserId), jobId, cancellation);

    [Function("CancelJob")]
    [EndpointSummary("Stop a job.")]
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
            if (stories.Of(job) is { } story)
                await new DurableWorkflows(client).TerminateAsync(story.InstanceId, "Cancelled by a person.", cancellation);
            return TypedResults.Ok(JobView.Of(job));
        });

    /// <summary>Of a job that failed on the way to its renders or its note: from where it failed, after whatever stood in its way was mended.</summary>
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
            JobStory story = stories.Of(job)!;
            await new DurableWorkflows(client).StartAsync(story.Name, story.InstanceId, story.Input, cancellation);
            return TypedResults.Accepted($"/api/v1/jobs/{job.Id}", JobView.Of(job));
        });
}
