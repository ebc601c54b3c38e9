using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Accounts;

/// <summary>What an organisation has and has used.</summary>
public sealed class UsageFunctions(OrganisationUsage usage)
{
    [Function("GetUsage")]
    [Access(Role.Admin)]
    [ProducesResponseType<Usage>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs/{orgId}/usage")] HttpRequest request, string orgId, CancellationToken cancellation) =>
        TypedResults.Ok(await usage.ReadAsync(orgId, cancellation));
}
