using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Administration;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Administration;

/// <param name="AsOf">When it was counted.</param>
public sealed record StatsView(DateTimeOffset AsOf, StatsFigures Figures);

public sealed class AdminStatsFunctions(InstallationStats stats)
{
    [Function("AdminGetStats")]
    [Access(UserRole.Admin)]
    [ProducesResponseType<StatsView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/admin/stats")] HttpRequest request, CancellationToken cancellation)
    {
        Stats counted = await stats.ReadAsync(cancellation);
        return TypedResults.Ok(new StatsView(counted.CreatedAt, counted.Figures));
    }
}
