using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Deletion;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.Operations;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Accounts;

/// <param name="Confirm">The organisation's name.</param>
public sealed record DeleteOrganisationBody(string? Confirm);

/// <summary>Deletion of an account or an organisation, with everything. How far it is, is told to whoever has the deletion's id.</summary>
public sealed class DeletionFunctions(StartDeletion start, DeletionSteps steps, SessionCookies cookies, IDocumentStore store)
{
    [Function("DeleteMe")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> DeleteMeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/me/delete")] HttpRequest request,
        [FromBody] DeletionRequest body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await BeginAsync(
            await start.OfUserAsync(context.Caller(), body, cookies.CallerOf(request, null), cancellation), client, cancellation);

    [Function("DeleteOrganisation")]
    [Access(Role.Owner, PeopleOnly = true)]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> DeleteOrganisationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/orgs/{orgId}")] HttpRequest request,
        string orgId,
        [FromBody] DeleteOrganisationBody body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await BeginAsync(await start.OfOrganisationAsync(context.Caller(), body.Confirm, cancellation), client, cancellation);

    [Function("AdminDeleteUser")]
    [Access(UserRole.Admin, PeopleOnly = true)]
    [ProducesResponseType<JobView>(StatusCodes.Status202Accepted)]
    public async Task<IResult> DeleteUserAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/admin/users/{userId}")] HttpRequest request,
        string userId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await BeginAsync(await start.OfOtherUserAsync(context.Caller(), userId, cancellation), client, cancellation);

    [Function("GetDeletion")]
    [Access("Anyone who has the id, which can't be guessed: whoever deleted their account can't sign in any more. It tells how far it is and not of whom.")]
    [ProducesResponseType<JobView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/deletions/{deletionId}")] HttpRequest request,
        string deletionId,
        CancellationToken cancellation) =>
        await store.ReadAsync<Job>(Containers.Jobs, deletionId, deletionId, cancellation) is { Kind: JobKind.Delete } job
            ? TypedResults.Ok(JobView.Of(job))
            : Answers.Of(Problem.Missing("deletion"));

    /// <summary>One that was ordered and whose story was not started: the process died between the two.</summary>
    [Function("ResumeDeletions")]
    public async Task ResumeAsync(
        [TimerTrigger("30 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        foreach (string deletionId in await steps.ListAsync(cancellation))
            await StartAsync(deletionId, client, cancellation);
    }

    private static Task<IResult> BeginAsync(Outcome<Job> outcome, DurableTaskClient client, CancellationToken cancellation) =>
        Answers.OfAsync<Job>(outcome, async job =>
        {
            await StartAsync(job.Id, client, cancellation);
            return JobView.Begun(job, $"/api/v1/deletions/{job.Id}");
        });

    private static Task StartAsync(string deletionId, DurableTaskClient client, CancellationToken cancellation) =>
        new DurableWorkflows(client).StartAsync(Stories.Delete, Stories.DeletionId(deletionId), new DeletionInput(deletionId), cancellation);
}
