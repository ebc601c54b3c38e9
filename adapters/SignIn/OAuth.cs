using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.SignIn;

/// <summary>What the three have in common: authorization code with PKCE (RFC 6749, 7636).</summary>
internal static class OAuth
{
    public static Uri AuthorizeUrl(Uri page, SignInOptions options, SignInRequest request, string scope, params (string Name, string Value)[] more)
    {
        var query = new List<(string Name, string Value)>
        {
            ("client_id", options.ClientId),
            ("redirect_uri", request.RedirectUri.OriginalString),
            ("response_type", "code"),
            ("scope", scope),
            ("state", request.State),
            ("code_challenge", Challenge(request.CodeVerifier)),
            ("code_challenge_method", "S256"),
        };
        query.AddRange(more);
        return new Uri($"{page}?{string.Join('&', query.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"))}");
    }

    public static FormUrlEncodedContent CodeForm(SignInOptions options, SignInRequest request, string code) => new(new Dictionary<string, string>
    {
        ["grant_type"] = "authorization_code",
        ["client_id"] = options.ClientId,
        ["client_secret"] = options.ClientSecret,
        ["code"] = code,
        ["redirect_uri"] = request.RedirectUri.OriginalString,
        ["code_verifier"] = request.CodeVerifier,
    });

    private static string Challenge(string verifier) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
