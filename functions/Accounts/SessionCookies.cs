using Microsoft.AspNetCore.Http;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Accounts;

/// <summary>
/// What a browser keeps of a session. No script can read any of it. The refresh token goes to the sign-in routes only and never across sites;
/// the access token also comes along when somebody follows a link to us, which can change nothing (see <see cref="SessionCallers"/>).
/// </summary>
public sealed class SessionCookies(SecretBox secrets, PublicAddress address, ClientAddresses addresses, TimeProvider clock)
{
    internal const string Access = "shortloop_access";
    private const string Refresh = "shortloop_refresh";
    private const string Device = "shortloop_device";
    private const string Attempt = "shortloop_signin_";
    private const string SignInPath = "/api/v1/auth";

    private static readonly TimeSpan AttemptLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DeviceLife = TimeSpan.FromDays(400);

    public static string? AccessToken(HttpRequest request) => request.Cookies[Access];

    public static string? RefreshToken(HttpRequest request) => request.Cookies[Refresh];

    public void Write(HttpResponse response, SignedIn signed)
    {
        response.Cookies.Append(Access, signed.AccessToken, Options("/api", SameSiteMode.Lax, Sessions.AccessLife));
        response.Cookies.Append(Refresh, signed.RefreshToken, Options(SignInPath, SameSiteMode.Strict, Sessions.IdleLife));
    }

    public void Clear(HttpResponse response)
    {
        response.Cookies.Delete(Access, Options("/api", SameSiteMode.Lax, null));
        response.Cookies.Delete(Refresh, Options(SignInPath, SameSiteMode.Strict, null));
    }

    /// <summary>Lets this browser sign in to this account without waiting for those who guess its password from elsewhere.</summary>
    public void Remember(HttpResponse response, string? email)
    {
        if (EmailAddress.Normalise(email) is { } known)
            response.Cookies.Append(Device, secrets.Seal(Login.IdOfEmail(known), Device), Options(SignInPath, SameSiteMode.Strict, DeviceLife));
    }

    /// <summary>Binds a way to a provider and back to this browser. It has to come along when the provider sends the browser back to us.</summary>
    public void WriteAttempt(HttpResponse response, ProviderStart start) =>
        response.Cookies.Append(NameOf(start.AttemptId), start.BrowserSecret, Options(SignInPath, SameSiteMode.Lax, AttemptLife));

    public string? TakeAttempt(HttpContext http, string attemptId)
    {
        string? secret = http.Request.Cookies[NameOf(attemptId)];
        if (secret is not null)
            http.Response.Cookies.Delete(NameOf(attemptId), Options(SignInPath, SameSiteMode.Lax, null));
        return secret;
    }

    public Caller CallerOf(HttpRequest request, string? email) => new(
        addresses.Of(request.HttpContext), request.Headers.UserAgent.ToString(), Knows(request, email));

    // One for each attempt: two tabs may be on their way at once.
    private static string NameOf(string attemptId) => Attempt + attemptId[^12..];

    private bool Knows(HttpRequest request, string? email)
    {
        if (request.Cookies[Device] is not { } value || EmailAddress.Normalise(email) is not { } known)
            return false;
        try
        {
            return secrets.Open(value, Device) == Login.IdOfEmail(known);
        }
        catch (Exception error) when (error is System.Security.Cryptography.CryptographicException or FormatException)
        {
            // Somebody made it up.
            return false;
        }
    }

    private CookieOptions Options(string path, SameSiteMode sameSite, TimeSpan? life) => new()
    {
        HttpOnly = true,
        Secure = address.Base.Scheme == Uri.UriSchemeHttps,
        SameSite = sameSite,
        Path = path,
        Expires = clock.GetUtcNow() + life,
    };
}
