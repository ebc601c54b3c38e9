using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Organisations;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Accounts;

public sealed record MemberView(string UserId, string Role, string? Name, string? Email, Uri? AvatarUrl, DateTimeOffset JoinedAt);

public sealed record RoleBody(string? Role);

/// <summary>Who is in an organisation. Everybody in it sees the others; the core decides who may change whom.</summary>
public sealed class MemberFunctions(Members members)
{
    [Function("ListMembers")]
    [EndpointSummary("Who is in the organisation.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<MemberView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs/{orgId}/members")] HttpRequest request,
        string orgId,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(request, page => members.ListAsync(context.Caller(), page.After, page.Limit, cancellation), ViewOf);

    [Function("GetMember")]
    [EndpointSummary("One member.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<MemberView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs/{orgId}/members/{userId}")] HttpRequest request,
        string orgId,
        string userId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await members.ReadAsync(context.Caller(), userId, cancellation) is { } member
            ? ETags.With(TypedResults.Ok(ViewOf(member)), member.Membership.ETag)
            : Answers.Of(Problem.Missing("member"));

    [Function("ChangeMemberRole")]
    [EndpointSummary("Give a member another role.")]
    [Fails(403, "above_your_role")]
    [Fails(409, "last_owner")]
    [HeaderParameter("If-Match")]
    [Access(Role.Admin)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/orgs/{orgId}/members/{userId}")] HttpRequest request,
        string orgId,
        string userId,
        [FromBody] RoleBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync(Names.Read(body.Role), async role => Answers.Of(
            await members.ChangeRoleAsync(context.Caller(), userId, role, ETags.IfMatch(request), cancellation),
            membership => ETags.With(TypedResults.NoContent(), membership.ETag)));

    /// <summary>Anyone may leave; removing others takes an admin.</summary>
    [Function("RemoveMember")]
    [EndpointSummary("Remove a member, or leave.")]
    [Fails(403, "above_your_role")]
    [Fails(409, "last_owner")]
    [HeaderParameter("If-Match")]
    [Access(Role.Viewer, Scope = KeyScope.Manage)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> RemoveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/orgs/{orgId}/members/{userId}")] HttpRequest request,
        string orgId,
        string userId,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(await members.RemoveAsync(context.Caller(), userId, ETags.IfMatch(request), cancellation), _ => TypedResults.NoContent());

    private static MemberView ViewOf(Member member) => new(
        member.Membership.UserId, Names.Of(member.Membership.Role), member.User?.Name, member.User?.Email, member.User?.Avatar, member.Membership.CreatedAt);
}
