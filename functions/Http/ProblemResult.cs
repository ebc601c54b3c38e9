using Microsoft.AspNetCore.Http;
using Shortloop.Core;

namespace Shortloop.Functions.Http;

/// <summary>Writes a problem under the id of its request.</summary>
internal sealed class ProblemResult(int status, string title, Problem problem, TimeSpan? retryAfter = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        if (retryAfter is { } wait)
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var details = problem.Details?.ToDictionary(d => d.Key, d => (IReadOnlyList<string>)[d.Value]);
        var body = new ProblemBody("about:blank", title, status, problem.Code, problem.Message, details, httpContext.TraceIdentifier);
        return httpContext.Response.WriteAsJsonAsync(body, options: null, "application/problem+json", httpContext.RequestAborted);
    }
}
