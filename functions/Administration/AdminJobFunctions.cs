using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Administration;
using Shortloop.Core.Operations;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;

namespace Shortloop.Functions.Administration;

/// <param name="CreatedBy">The user who began it.</param>
public sealed record AdminJobView(string OrgId, string CreatedBy, JobView Job);

/// <summary>Jobs of all organisations.</summary>
public sealed class AdminJobFunctions(FindJobs jobs, CancelJob cancel, JobStories stories, AuditLog audit)
{
    private static readonly Problem UnknownStatus = Problem.InvalidField(
        "status", $"A status is one of: {string.Join(", ", Enum.GetValues<JobStatus>().Select(FindJobs.StatusText))}.");

    [Function("AdminListJobs")]
    [QueryParameter("status", typeof(JobStatus))]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(UserRole.Admin)]
    [ProducesResponseType<ListOf<AdminJobView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/admin/jobs")] HttpRequest request, CancellationToken cancellation)
    {
        string given = request.Query["status"].ToString();
        JobStatus? status = Enum.GetValues<JobStatus>().Cast<JobStatus?>().FirstOrDefault(s => FindJobs.StatusText(s!.Value) == given);
        return given.Length > 0 && status is null
            ? Answers.Of(UnknownStatus)
            : await PageQuery.AnswerAsync(request, page => jobs.ListAsync(status, page.After, page.Limit, cancellation), ViewOf);
    }

    [Function("AdminGetJob")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<AdminJobView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/admin/jobs/{jobId}")] HttpRequest request, string jobId, CancellationToken cancellation) =>
        await jobs.FindAsync(jobId, cancellation) is { } job ? TypedResults.Ok(ViewOf(job)) : Answers.Of(Problem.Missing("job"));

    [Function("AdminCancelJob")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<AdminJobView>(StatusCodes.Status200OK)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/jobs/{jobId}/cancel")] HttpRequest request,
        string jobId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation)
    {
        if (await jobs.FindAsync(jobId, cancellation) is not { } found)
            return Answers.Of(Problem.Missing("job"));
        if (CancelJob.Refuse(found) is { } problem)
            return Answers.Of(problem);
        // In the organisation's own log: its people see who did it.
        var actor = new Principal(context.Caller().UserId, found.OrgId, Role.Owner);
        Outcome<Job> outcome = await audit.EnterAndDoAsync(
            actor, found.OrgId, "job_cancelled_by_operator", found.Id, null, () => cancel.ExecuteAsync(actor, found.Id, cancellation), cancellation);
        return await Answers.OfAsync(outcome, async job =>
        {
            if (stories.Of(job) is { } story)
                await new DurableWorkflows(client).TerminateAsync(story.InstanceId, "Cancelled by an operator.", cancellation);
            return TypedResults.Ok(ViewOf(job));
        });
    }

    private static AdminJobView ViewOf(Job job) => new(job.OrgId, job.CreatedBy, JobView.Of(job));
}
