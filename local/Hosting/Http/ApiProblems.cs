using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting.Http;

/// <summary>The last stop of every request: gives it an id, and turns surprises into problem details.</summary>
internal sealed class ApiProblems(RequestDelegate next, Draining draining, FunctionsHostOptions options, ILogger<ApiProblems> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        http.TraceIdentifier = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        http.Response.Headers["X-Request-Id"] = http.TraceIdentifier;
        try
        {
            await next(http);
            if (IsApi(http) && !IsAnswered(http) && RequestProblems.Of(StatusOf(http.Response)) is { } problem)
                await problem.ExecuteAsync(http);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
            http.Abort();
        }
        catch (OperationCanceledException) when (draining.Over.IsCancellationRequested && !http.Response.HasStarted)
        {
            await new Problem(503, "shutting_down", "The server is stopping. Try again once it is back.").ExecuteAsync(http);
        }
        catch (BadHttpRequestException refused) when (!http.Response.HasStarted)
        {
            await RequestProblems.Of(refused).ExecuteAsync(http);
        }
        catch (Exception surprise) when (!http.Response.HasStarted)
        {
            logger.RequestFailed(surprise, http.Request.Method, http.Request.Path, http.TraceIdentifier);
            http.Response.Clear();
            http.Response.Headers["X-Request-Id"] = http.TraceIdentifier;
            await new Problem(500, "internal_error", "Something went wrong here. Try again; if it stays, tell us the request id.").ExecuteAsync(http);
        }
    }

    /// <summary>An address that takes nothing but a browser's preflight has nothing behind it: preflights are answered everywhere.</summary>
    private static int StatusOf(HttpResponse response)
    {
        if (response.StatusCode != StatusCodes.Status405MethodNotAllowed || response.Headers.Allow != HttpMethods.Options)
            return response.StatusCode;
        response.Headers.Remove("Allow");
        return StatusCodes.Status404NotFound;
    }

    private bool IsApi(HttpContext http) => options.RoutePrefix.Length == 0 || http.Request.Path.StartsWithSegments("/" + options.RoutePrefix);

    /// <summary>A function's own answer is final, also an empty 404.</summary>
    private static bool IsAnswered(HttpContext http) =>
        http.Response.HasStarted || http.GetEndpoint()?.Metadata.GetMetadata<FunctionEntry>() is not null;
}
