using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Administration;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Accounts;

/// <param name="Email">Null: none has been verified.</param>
/// <param name="Role"><c>viewer</c>, <c>editor</c>, <c>admin</c> or <c>owner</c>, in <paramref name="OrgId"/>.</param>
/// <param name="Local">The person at this machine, without an account: no e-mail, no sessions.</param>
/// <param name="Admin">Of the whole installation, beside what they are in the organisation.</param>
public sealed record MeView(
    string Id, string? Email, string Name, Uri? AvatarUrl, string Language, string TimeZone, string OrgId, string OrgName, string Role, bool Local,
    bool Admin);

/// <summary>The caller's own account.</summary>
public sealed class MeFunctions(IDocumentStore store, EditProfile edit, SystemAdmins admins)
{
    [Function("GetMe")]
    [EndpointSummary("Who is calling, and in which organisation.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<MeView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/me")] HttpRequest request, FunctionContext context, CancellationToken cancellation)
    {
        User? user = await store.ReadAsync<User>(Containers.Users, context.Caller().UserId, context.Caller().UserId, cancellation);
        return await AnswerAsync(context.Caller(), user, cancellation);
    }

    [Function("EditMe")]
    [EndpointSummary("What is left out stays as it is.")]
    [HeaderParameter("If-Match", Description = "The ETag of the version that is edited.")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<MeView>(StatusCodes.Status200OK)]
    public async Task<IResult> EditAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/me")] HttpRequest request,
        [FromBody] ProfileEdit body,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync(
            await edit.ExecuteAsync(context.Caller(), body, ETags.IfMatch(request), cancellation),
            user => AnswerAsync(context.Caller(), user, cancellation));

    private async Task<IResult> AnswerAsync(Principal caller, User? user, CancellationToken cancellation)
    {
        Organisation? org = await store.ReadAsync<Organisation>(Containers.Organisations, caller.OrgId, caller.OrgId, cancellation);
        string name = user?.Name ?? "You";
        return ETags.With(TypedResults.Ok(new MeView(
            caller.UserId, user?.Email, name, user?.Avatar, user?.Language ?? "en", user?.TimeZone ?? "Etc/UTC",
            caller.OrgId, org?.Name ?? name, Names.Of(caller.Role), user is null,
            await admins.IncludeAsync(caller, cancellation))), user?.ETag);
    }
}
