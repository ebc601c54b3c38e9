using System.Net;
using Microsoft.AspNetCore.Http;

namespace Shortloop.Local.Hosting.Http;

/// <summary>
/// Whoever reaches this host is its owner, so a web page elsewhere must not reach it: neither under a name of its own that
/// it has pointed at 127.0.0.1 (Host), nor by a form or fetch across sites (Origin), unless the site is allowed by name.
/// </summary>
internal sealed class LoopbackGuard(RequestDelegate next, FunctionsHostOptions options)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!IsLoopback(http.Request.Host.Host))
            return new Problem(400, "host_not_allowed", "This server answers to localhost and 127.0.0.1 only.").ExecuteAsync(http);

        return IsForeign(http.Request)
            ? new Problem(403, "origin_not_allowed", "Pages of other sites may not call this server.").ExecuteAsync(http)
            : next(http);
    }

    /// <summary>Also another port of this machine is another site: some other program's page. "null" is the origin of sandboxed frames and data: pages, which are foreign too.</summary>
    private bool IsForeign(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsLoopback(uri.Host) && uri.Port == request.Host.Port);
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
