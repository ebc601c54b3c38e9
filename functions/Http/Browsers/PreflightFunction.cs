using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;

namespace Shortloop.Functions.Http.Browsers;

/// <summary>Answers the question a browser asks before it lets another site's page call us. Whose pages may call is decided here alone, not by the host in front.</summary>
public sealed class PreflightFunction(PageOrigins origins)
{
    private static readonly Problem Foreign = new(
        ProblemKind.Forbidden, "origin_not_allowed", "Pages of other sites may not call this. An operator can list an origin in SHORTLOOP_ALLOWED_ORIGINS.");

    [Function("Preflight")]
    [Access("anyone: browsers ask it without a sign-in, and it tells nothing but the methods")]
    [ExcludeFromDescription]
    public IResult Answer([HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "v1/{*path}")] HttpRequest request)
    {
        if (request.Headers.Origin is not [{ } origin] || !origins.IsTrusted(origin))
            return Answers.Of(Foreign);
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers.AccessControlAllowMethods = "GET, POST, PUT, PATCH, DELETE";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID, X-Client-Id";
        headers.AccessControlMaxAge = "600";
        return TypedResults.NoContent();
    }
}
