using Microsoft.AspNetCore.Http;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.Http.Browsers;

namespace Shortloop.Functions.Accounts;

/// <summary>
/// Callers by their access token: from the Authorization header, or from a browser's cookie; or by an API key or another authority's token, from the header alone. A cookie is sent
/// by the browser whoever made it ask, so with one a change is taken only from our own pages and those an operator trusts.
/// </summary>
public sealed class SessionCallers(IAccessTokens tokens, SessionGate gate, KeyGate keys, ExternalCallers externals, PageOrigins origins) : ICallerSource
{
    private const string Bearer = "Bearer ";

    /// <remarks>A front end may put a header of its own into each request; so one that says nothing to us doesn't hide the cookie.</remarks>
    public async ValueTask<Principal?> FindAsync(HttpContext http, CancellationToken cancellation) =>
        await FindAsync(BearerOf(http.Request), cancellation) ?? await FindAsync(CookieOf(http.Request), cancellation);

    private async ValueTask<Principal?> FindAsync(string? token, CancellationToken cancellation) =>
        token is null ? null
        : ApiKeyToken.IsOne(token) ? await keys.FindAsync(token, cancellation)
        : tokens.Read(token) is { } claims ? await gate.FindAsync(claims, cancellation)
        : await externals.FindAsync(token, cancellation);

    /// <summary>Whether the request brings something that claims to be a sign-in, good or not.</summary>
    public static bool HasCredentials(HttpRequest request) =>
        request.Headers.Authorization.Count > 0 || SessionCookies.AccessToken(request) is not null;

    /// <summary>Whether the request brings an API key, good or not.</summary>
    public static bool HasKey(HttpRequest request) => BearerOf(request) is { } token && ApiKeyToken.IsOne(token);

    private static string? BearerOf(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }

    private string? CookieOf(HttpRequest request) =>
        IsRead(request.Method) || IsOurPage(request) ? SessionCookies.AccessToken(request) : null;

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    // Browsers send Origin with every change; a call without one comes from no page of ours.
    private bool IsOurPage(HttpRequest request) => origins.IsTrusted(request.Headers.Origin.ToString());
}
