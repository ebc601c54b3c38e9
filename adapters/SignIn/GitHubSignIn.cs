using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.SignIn;

/// <summary>
/// GitHub as an OAuth app. No ID token: the person is asked for with the access token at every sign-in, as they may have switched accounts.
/// </summary>
public sealed class GitHubSignIn(HttpClient http, GitHubOptions options, TimeProvider time, ILogger<GitHubSignIn> logger) : ISignInProvider
{
    private static readonly (string, string)[] ApiHeaders = [("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28")];

    private readonly SignInHttp _http = new("GitHub", http, options.CallTimeout, time, logger);

    public string Name => "github";

    public Uri CreateAuthorizeUrl(SignInRequest request) =>
        OAuth.AuthorizeUrl(SignInHttp.Join(options.WwwBase, "login/oauth/authorize"), options, request, "read:user user:email");

    public async Task<SignInProfile> FinishAsync(string code, SignInRequest request, CancellationToken cancellation)
    {
        using var form = OAuth.CodeForm(options, request, code);
        var token = await _http.TokenAsync(SignInHttp.Join(options.WwwBase, "login/oauth/access_token"), form, cancellation);
        var user = _http.Expect<GitHubUser>("the user", Unthrottled(await ApiAsync("user", token.AccessToken!, cancellation)));
        if (user.Id <= 0)
            throw SignInErrors.Unavailable("GitHub", "GitHub's answer lacks the user's id.");
        var email = await EmailAsync(token.AccessToken!, cancellation);
        // The id and not the login, which can be changed and taken by someone else.
        return new(
            user.Id.ToString(CultureInfo.InvariantCulture),
            email?.Email,
            email is { Verified: true },
            user.Name ?? user.Login,
            Uri.TryCreate(user.AvatarUrl, UriKind.Absolute, out var avatar) ? avatar : null);
    }

    /// <summary>The primary address; null when there is none or the person keeps it back.</summary>
    private async Task<GitHubEmail?> EmailAsync(string accessToken, CancellationToken cancellation)
    {
        var reply = Unthrottled(await ApiAsync("user/emails", accessToken, cancellation));
        if (reply.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
            return null;
        return _http.Expect<GitHubEmail[]>("the addresses", reply).FirstOrDefault(e => e.Primary);
    }

    private Task<Reply> ApiAsync(string path, string accessToken, CancellationToken cancellation) =>
        _http.GetAsync(path, SignInHttp.Join(options.ApiBase, path), accessToken, cancellation, ApiHeaders);

    /// <summary>GitHub also throttles under 403; its headers tell that from a missing scope.</summary>
    private static Reply Unthrottled(Reply reply) =>
        reply.Status == HttpStatusCode.Forbidden
        && (reply.RetryAfter is not null || (reply.Headers.TryGetValues("x-ratelimit-remaining", out var left) && left.Contains("0")))
            ? throw SignInErrors.Throttled("GitHub", reply.RetryAfter)
            : reply;
}
