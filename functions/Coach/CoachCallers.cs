using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Coach;
using Shortloop.Functions.Accounts;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Coach;

/// <summary>
/// Whom a call to Coach is for. A sign-in comes first, and one that is no good is refused, or somebody whose session has ended would go on as another
/// person. Without one, <c>X-Client-Id</c> names an anonymous client, also at one's own machine, where everybody is signed in who doesn't say so. Else it is
/// whoever the host knows, else the browser's own client by its cookie, else a new one.
/// </summary>
public sealed class CoachCallers(ICallerSource callers, PublicAddress address, TimeProvider clock)
{
    public const string Header = "X-Client-Id";

    internal const string HeaderText = "Names a client without an account: 16 to 128 random characters that it keeps to itself. Without it and without a sign-in, a cookie does.";

    private const string Cookie = "shortloop_client";

    private static readonly TimeSpan CookieLife = TimeSpan.FromDays(400);

    private static readonly Problem SignInFirst = new(ProblemKind.Unauthorized, "unauthorized", "Sign in first, or call without a sign-in.");

    private static readonly Problem ScopeMissing = new(
        ProblemKind.Forbidden, "scope_missing", "This API key was not made for that: it needs the scope 'write'. Make another key.");

    /// <summary>For what leaves something behind: a browser without a client gets one.</summary>
    public Task<Outcome<CoachClient>> FindAsync(HttpContext http, CancellationToken cancellation) => FindAsync(http, true, cancellation);

    /// <summary>For what only looks.</summary>
    public Task<Outcome<CoachClient>> LookAsync(HttpContext http, CancellationToken cancellation) => FindAsync(http, false, cancellation);

    /// <returns>What this browser or program has been without an account; null: nothing.</returns>
    public static Outcome<CoachClient>? Unclaimed(HttpRequest request) =>
        (Named(request) ?? request.Cookies[Cookie]) is { } id ? CoachClient.OfAnonymous(id) : (Outcome<CoachClient>?)null;

    public void Forget(HttpResponse response) => response.Cookies.Delete(Cookie, Options(null));

    private async Task<Outcome<CoachClient>> FindAsync(HttpContext http, bool leaves, CancellationToken cancellation)
    {
        bool hasCredentials = SessionCallers.HasCredentials(http.Request);
        if (!hasCredentials && Named(http.Request) is { } named)
            return CoachClient.OfAnonymous(named);
        if (await callers.FindAsync(http, cancellation) is { } caller)
            return leaves && caller.Key is { } key && !key.Allows(KeyScope.Write) ? ScopeMissing : CoachClient.Of(caller);
        if (hasCredentials || http.Request.Query["signedIn"] == "true")
            return SignInFirst;
        if (http.Request.Cookies[Cookie] is { } known && CoachClient.OfAnonymous(known) is { Problem: null } client)
            return client;
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        if (leaves)
            http.Response.Cookies.Append(Cookie, id, Options(clock.GetUtcNow() + CookieLife));
        return CoachClient.OfAnonymous(id);
    }

    private static string? Named(HttpRequest request) => request.Headers.TryGetValue(Header, out var given) ? given.ToString() : null;

    // Strict: another site's page can't make a browser do anything in its name.
    private CookieOptions Options(DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        Secure = address.Base.Scheme == Uri.UriSchemeHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/api",
        Expires = expires,
    };
}
