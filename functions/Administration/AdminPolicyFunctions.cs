using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Compliance;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Administration;

/// <param name="Active">It judges now.</param>
public sealed record PolicyView(
    int Version, bool Active, string Comment, string CreatedBy, DateTimeOffset? CreatedAt, IReadOnlyList<PolicyRule> Rules, IReadOnlyList<PolicyCase> Cases);

/// <param name="Comment">What changes with this version.</param>
/// <param name="Cases">Must come out as expected before the version can be activated.</param>
public sealed record PolicyBody(string? Comment, IReadOnlyList<PolicyRule>? Rules, IReadOnlyList<PolicyCase>? Cases);

/// <summary>The policy's versions. What comes with the product is version 1.</summary>
public sealed class AdminPolicyFunctions(PolicyVersions versions)
{
    [Function("AdminListPolicies")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(UserRole.Admin)]
    [ProducesResponseType<ListOf<PolicyView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/admin/policies")] HttpRequest request, CancellationToken cancellation)
    {
        int active = await versions.ActiveAsync(cancellation);
        return await PageQuery.AnswerAsync(request, page => versions.ListAsync(page.After, page.Limit, cancellation), version => ViewOf(version, active));
    }

    [Function("AdminGetPolicy")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<PolicyView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/admin/policies/{version:int}")] HttpRequest request,
        int version,
        CancellationToken cancellation) =>
        await versions.FindAsync(version, cancellation) is { } found
            ? TypedResults.Ok(ViewOf(found, await versions.ActiveAsync(cancellation)))
            : Answers.Of(Problem.Missing("version"));

    [Function("AdminAddPolicy")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<PolicyView>(StatusCodes.Status201Created)]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/policies")] HttpRequest request,
        [FromBody] PolicyBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(
            await versions.AddAsync(context.Caller(), body.Comment, body.Rules, body.Cases, cancellation),
            added => TypedResults.Created($"/api/v1/admin/policies/{added.Version}", ViewOf(added, 0)));

    [Function("AdminActivatePolicy")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<PolicyView>(StatusCodes.Status200OK)]
    public async Task<IResult> ActivateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/policies/{version:int}/activate")] HttpRequest request,
        int version,
        FunctionContext context,
        CancellationToken cancellation) =>
        Answers.Of(await versions.ActivateAsync(context.Caller(), version, cancellation), active => TypedResults.Ok(ViewOf(active, active.Version)));

    private static PolicyView ViewOf(PolicyVersion version, int active) => new(
        version.Version, version.Version == active, version.Comment, version.CreatedBy, version.CreatedAt == default ? null : version.CreatedAt,
        version.Rules, version.Cases);
}
