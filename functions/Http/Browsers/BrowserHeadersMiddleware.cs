using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Shortloop.Core.Accounts;

namespace Shortloop.Functions.Http.Browsers;

/// <summary>
/// What a browser may do with the API's answers: never guess their type, never run, frame or keep them; and which other sites' pages may read them
/// (Fetch, CORS protocol). Written when the answer begins, so that also an answer to a failure has them.
/// </summary>
public sealed class BrowserHeadersMiddleware(PageOrigins origins, PublicAddress address) : IFunctionsWorkerMiddleware
{
    private const string Exposed =
        "ETag, Idempotent-Replayed, Location, RateLimit, RateLimit-Limit, RateLimit-Policy, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
            http.Response.OnStarting(() =>
            {
                Write(http);
                return Task.CompletedTask;
            });
        return next(context);
    }

    private void Write(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        // An answer is somebody's own unless it says otherwise.
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        if (address.Base.Scheme == Uri.UriSchemeHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        if (origins.Listed.Count == 0)
            return;

        headers.Append("Vary", "Origin");
        if (http.Request.Headers.Origin is [{ } origin] && origins.IsListed(origin))
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlAllowCredentials = "true";
            headers.AccessControlExposeHeaders = Exposed;
        }
    }
}
