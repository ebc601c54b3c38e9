using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Organisations;
using Shortloop.Functions.Http;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Accounts;

/// <param name="Role">The caller's.</param>
/// <param name="Personal">Made with the account, for one; nobody can be invited to it.</param>
public sealed record OrganisationView(string Id, string Name, bool Personal, string Role);

public sealed record OrganisationBody(string? Name);

/// <summary>The organisations that the caller is in.</summary>
public sealed class OrganisationFunctions(MyOrganisations organisations)
{
    [Function("ListOrganisations")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<OrganisationView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        IReadOnlyList<MyOrganisation> mine = await organisations.ListAsync(context.Caller(), cancellation);
        return TypedResults.Ok(new ListOf<OrganisationView>([.. mine.Select(ViewOf)]));
    }

    [Function("CreateOrganisation")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<OrganisationView>(StatusCodes.Status201Created)]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/orgs")] HttpRequest request,
        [FromBody] OrganisationBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await organisations.CreateAsync(context.Caller(), body.Name, cancellation),
            made => TypedResults.Created($"/api/v1/orgs/{made.Organisation.Id}", ViewOf(made)));

    [Function("RenameOrganisation")]
    [Access(Role.Admin)]
    [ProducesResponseType<OrganisationView>(StatusCodes.Status200OK)]
    public async Task<IResult> RenameAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/orgs/{orgId}")] HttpRequest request,
        string orgId,
        [FromBody] OrganisationBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await organisations.RenameAsync(context.Caller(), body.Name, null, cancellation),
            organisation => TypedResults.Ok(ViewOf(new MyOrganisation(organisation, context.Caller().Role))));

    internal static OrganisationView ViewOf(MyOrganisation own) =>
        new(own.Organisation.Id, own.Organisation.Name, own.Organisation.Personal, Names.Of(own.Role));
}
