namespace Shortloop.Sandbox.Control;

internal sealed class RequestLogMiddleware(RequestDelegate next, SandboxContext sandbox)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        if (path.StartsWith("/_sandbox", StringComparison.Ordinal))
        {
            await next(http);
            return;
        }

        var at = sandbox.Now;
        try
        {
            await next(http);
        }
        finally
        {
            var range = http.Request.Headers.ContentRange.ToString();
            sandbox.Requests.Add(new ReceivedRequest(
                at, http.Request.Method, path, http.Response.StatusCode, http.Request.ContentLength,
                range.Length == 0 ? null : range, FaultMiddleware.Applied(http)?.Kind));
        }
    }
}
