using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Operations;

/// <param name="Status"><c>ok</c> or <c>degraded</c>.</param>
public sealed record HealthView(string Status, IReadOnlyList<DependencyHealth> Dependencies);

public sealed class HealthFunctions(HealthCheck health)
{
    [Function("Health")]
    [EndpointSummary("Whether the parts answer.")]
    [Access("Anyone: it tells whether the parts answer, and nothing of what is in them.")]
    [ProducesResponseType<HealthView>(StatusCodes.Status200OK)]
    public async Task<IResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellation)
    {
        IReadOnlyList<DependencyHealth> found = await health.AskAsync(cancellation);
        return TypedResults.Ok(new HealthView(found.All(d => d.Healthy) ? "ok" : "degraded", found));
    }

    [Function("Ready")]
    [EndpointSummary("Whether it can take requests; 503 if not.")]
    [Access("Anyone: load balancers ask it.")]
    [ProducesResponseType<HealthView>(StatusCodes.Status200OK)]
    public async Task<IResult> ReadyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ready")] HttpRequest request, CancellationToken cancellation)
    {
        IReadOnlyList<DependencyHealth> found = await health.AskAsync(cancellation);
        bool ready = found.All(d => d.Healthy);
        return TypedResults.Json(new HealthView(ready ? "ok" : "degraded", found), statusCode: ready ? 200 : 503);
    }
}
