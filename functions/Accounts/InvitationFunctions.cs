using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Organisations;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Accounts;

public sealed record InvitationView(string Id, string Email, string Role, DateTimeOffset ExpiresAt);

public sealed record InviteBody(string? Email, string? Role);

/// <param name="Token">From the link in the mail.</param>
public sealed record AcceptBody(string? Token);

public sealed class InvitationFunctions(Invitations invitations)
{
    [Function("ListInvitations")]
    [EndpointSummary("Invitations that are open.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Admin)]
    [ProducesResponseType<ListOf<InvitationView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs/{orgId}/invitations")] HttpRequest request,
        string orgId,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(
            request,
            page => invitations.ListAsync(context.Caller(), page.After, page.Limit, cancellation),
            invitation => new InvitationView(invitation.Id, invitation.Email, Names.Of(invitation.Role), invitation.ExpiresAt));

    [Function("Invite")]
    [EndpointSummary("Invite somebody by mail.")]
    [Fails(403, "above_your_role")]
    [Fails(409, "organisation_personal")]
    [Access(Role.Admin)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    public async Task<IResult> InviteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/orgs/{orgId}/invitations")] HttpRequest request,
        string orgId,
        [FromBody] InviteBody body,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync(Names.Read(body.Role), async role => await Answers.OfAsync<string>(
            await invitations.InviteAsync(context.Caller(), body.Email, role, cancellation),
            async id =>
            {
                await client.SendMailAsync(id, cancellation);
                return TypedResults.Accepted((string?)null);
            }));

    [Function("WithdrawInvitation")]
    [EndpointSummary("Withdraw an invitation.")]
    [Access(Role.Admin)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/orgs/{orgId}/invitations/{invitationId}")] HttpRequest request,
        string orgId,
        string invitationId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await invitations.WithdrawAsync(context.Caller(), invitationId, cancellation)
            ? TypedResults.NoContent()
            : Answers.Of(Problem.Missing("invitation"));

    [Function("AcceptInvitation")]
    [EndpointSummary("Join the organisation that an invitation is from.")]
    [Fails(400, "invitation_expired")]
    [Fails(403, "invitation_of_other")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<OrganisationView>(StatusCodes.Status200OK)]
    public async Task<IResult> AcceptAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/me/invitations")] HttpRequest request,
        [FromBody] AcceptBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await invitations.AcceptAsync(context.Caller(), body.Token, cancellation),
            own => TypedResults.Ok(OrganisationFunctions.ViewOf(own)));
}
