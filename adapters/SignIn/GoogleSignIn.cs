using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.SignIn;

/// <summary>Google by OpenID Connect: everything about the person is in the signed ID token.</summary>
public sealed class GoogleSignIn : ISignInProvider
{
    private readonly GoogleOptions _options;
    private readonly SignInHttp _http;
    private readonly GoogleIdToken _idToken;

    public GoogleSignIn(HttpClient http, GoogleOptions options, TimeProvider time, ILogger<GoogleSignIn> logger)
    {
        _options = options;
        _http = new SignInHttp("Google", http, options.CallTimeout, time, logger);
        _idToken = new GoogleIdToken(options, new PublishedKeys(_http, "Google", SignInHttp.Join(options.ApiBase, "oauth2/v3/certs"), time), time, logger);
    }

    public string Name => "google";

    public Uri CreateAuthorizeUrl(SignInRequest request) => OAuth.AuthorizeUrl(
        SignInHttp.Join(_options.AccountsBase, "o/oauth2/v2/auth"), _options, request, "openid email profile",
        ("nonce", request.Nonce), ("prompt", "select_account"));

    public async Task<SignInProfile> FinishAsync(string code, SignInRequest request, CancellationToken cancellation)
    {
        using var form = OAuth.CodeForm(_options, request, code);
        var answer = await _http.TokenAsync(SignInHttp.Join(_options.TokenBase, "token"), form, cancellation);
        var token = await _idToken.CheckAsync(answer.IdToken, request.Nonce, cancellation);
        var email = Text(token, "email");
        return new(
            token.Subject,
            email,
            email is not null && VouchesFor(token, email),
            Text(token, "name"),
            Uri.TryCreate(Text(token, "picture"), UriKind.Absolute, out var picture) ? picture : null);
    }

    /// <summary>
    /// Google is the authority for Gmail and for the domains it hosts (<c>hd</c>). Any other address it verified once, when the account was
    /// made; it may belong to someone else by now.
    /// </summary>
    private static bool VouchesFor(JsonWebToken token, string email) =>
        token.TryGetPayloadValue("email_verified", out bool verified) && verified
        && (email.EndsWith("@gmail.com", StringComparison.OrdinalIgnoreCase) || Text(token, "hd") is { Length: > 0 });

    private static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue(claim, out string? value) ? value : null;
}
