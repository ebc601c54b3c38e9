using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Organisations;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
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
    [EndpointSummary("Organisations the caller is in.")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<OrganisationView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation) =>
        PageQuery.AnswerAsync(
            request,
            async page => page.Of(await organisations.ListAsync(context.Caller(), cancellation), own => own.Organisation.Id),
            ViewOf);

    [Function("GetOrganisation")]
    [EndpointSummary("One organisation.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<OrganisationView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs/{orgId}")] HttpRequest request,
        string orgId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await organisations.ReadAsync(context.Caller(), cancellation) is { } organisation
            ? ETags.With(TypedResults.Ok(ViewOf(new MyOrganisation(organisation, context.Caller().Role))), organisation.ETag)
            : Answers.Of(Problem.Missing("organisation"));

    [Function("CreateOrganisation")]
    [EndpointSummary("Make an organisation.")]
    [Fails(409, "too_many_organisations")]
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
    [EndpointSummary("Rename an organisation.")]
    [HeaderParameter("If-Match")]
    [Access(Role.Admin)]
    [ProducesResponseType<OrganisationView>(StatusCodes.Status200OK)]
    public async Task<IResult> RenameAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/orgs/{orgId}")] HttpRequest request,
        string orgId,
        [FromBody] OrganisationBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await organisations.RenameAsync(context.Caller(), body.Name, ETags.IfMatch(request), cancellation),
            organisation => ETags.With(TypedResults.Ok(ViewOf(new MyOrganisation(organisation, context.Caller().Role))), organisation.ETag));

    internal static OrganisationView ViewOf(MyOrganisation own) =>
        new(own.Organisation.Id, own.Organisation.Name, own.Organisation.Personal, Names.Of(own.Role));
}
