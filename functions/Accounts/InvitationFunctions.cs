using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Organisations;
using Shortloop.Functions.Http;
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
    [Access(Role.Admin)]
    [ProducesResponseType<ListOf<InvitationView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs/{orgId}/invitations")] HttpRequest request,
        string orgId,
        FunctionContext context,
        CancellationToken cancellation)
    {
        IReadOnlyList<Invitation> open = await invitations.ListAsync(context.Caller(), cancellation);
        return TypedResults.Ok(new ListOf<InvitationView>(
            [.. open.Select(invitation => new InvitationView(invitation.Id, invitation.Email, Names.Of(invitation.Role), invitation.ExpiresAt))]));
    }

    [Function("Invite")]
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
