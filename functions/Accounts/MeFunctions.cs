using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Accounts;

/// <param name="Role"><c>viewer</c>, <c>editor</c>, <c>admin</c> or <c>owner</c>, in <paramref name="OrgId"/>.</param>
/// <param name="Local">The person at this machine, without an account: no e-mail, no sessions.</param>
public sealed record MeView(
    string Id, string? Email, string Name, Uri? AvatarUrl, string Language, string TimeZone, string OrgId, string OrgName, string Role, bool Local);

public sealed class MeFunctions(IDocumentStore store)
{
    [Function("GetMe")]
    [EndpointSummary("Who is calling, and in which organisation.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<MeView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/me")] HttpRequest request, FunctionContext context, CancellationToken cancellation)
    {
        Principal caller = context.Caller();
        User? user = await store.ReadAsync<User>(Containers.Users, caller.UserId, caller.UserId, cancellation);
        Organisation? org = await store.ReadAsync<Organisation>(Containers.Organisations, caller.OrgId, caller.OrgId, cancellation);
        string name = user?.Name ?? "You";
        return TypedResults.Ok(new MeView(
            caller.UserId, user?.Email, name, user?.Avatar, user?.Language ?? "en", user?.TimeZone ?? "Etc/UTC",
            caller.OrgId, org?.Name ?? name, Names.Of(caller.Role), user is null));
    }
}
