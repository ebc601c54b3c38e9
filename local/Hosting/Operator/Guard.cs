using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Shortloop.Local.Hosting.Http;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>
/// Only whoever sits at this machine may come in, and only from these pages may something be done. Names that aren't loopback and
/// foreign origins were refused before by <see cref="LoopbackGuard"/>; this asks what goes beyond it: where the connection comes from,
/// whether a proxy stands in between, what the browser says about who asks, and on orders the token of the page they were given on.
/// </summary>
internal sealed class Guard : IEndpointFilter
{
    public const string Field = "token";

    /// <summary>Of this process: a page that is older than the host is loaded again before it may order something.</summary>
    public string Token { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        Headers(http.Response.Headers);
        if (!IsFromHere(http))
            return Refusal("This page is for whoever sits at the machine: it is served on a loopback connection without a proxy in between.");
        if (IsFromOtherSite(http.Request))
            return Refusal("Pages of other sites may not use this one.");
        return HttpMethods.IsPost(http.Request.Method) && !await HasTokenAsync(http)
            ? Refusal("The order did not come from a page of this host, or the host was started again since. Load the page anew and try again.")
            : await next(context);
    }

    /// <summary>No script but our own file, nothing from elsewhere, and in nobody's frame.</summary>
    private static void Headers(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "same-origin"; // With none at all, browsers send the origin of a form as "null".
        headers.CacheControl = "no-store";
    }

    private static bool IsFromHere(HttpContext http) =>
        IsLoopback(http.Connection.RemoteIpAddress) && IsLoopback(http.Connection.LocalIpAddress)
        && !http.Request.Headers.ContainsKey("Forwarded") && !http.Request.Headers.Keys.Any(name => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase));

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    /// <summary>A link from elsewhere may lead here, as it only shows a page; nothing else may. Old browsers and tools send neither header.</summary>
    private static bool IsFromOtherSite(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)) return true;

        bool opensPage = HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
        return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" && !opensPage;
    }

    private async Task<bool> HasTokenAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return false;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(form[Field].ToString()), Encoding.UTF8.GetBytes(Token));
    }

    private static Page Refusal(string why) => new("Refused", "", $"""<h1>Refused</h1><p>{why}</p>""") { Status = StatusCodes.Status403Forbidden };
}
