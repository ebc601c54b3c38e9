using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.TikTok;

/// <summary>Login Kit v2.</summary>
internal sealed class TikTokOAuth(TikTokHttp http, TikTokOptions options, TimeProvider time)
{
    /// <summary>The least that publishing and measuring need.</summary>
    private static readonly string[] Scopes = ["user.info.basic", "video.publish", "video.list"];

    public Uri AuthorizeUrl(ConnectRequest request)
    {
        var query = new Dictionary<string, string>
        {
            ["client_key"] = options.ClientKey,
            ["response_type"] = "code",
            ["scope"] = string.Join(',', Scopes),
            ["redirect_uri"] = request.RedirectUri.OriginalString,
            ["state"] = request.State,
        };
        if (UsesPkce(request))
        {
            query["code_challenge"] = Challenge(request.CodeVerifier);
            query["code_challenge_method"] = "S256";
        }

        var text = string.Join('&', query.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        return new Uri($"{http.Www("v2/auth/authorize/")}?{text}");
    }

    public Task<PlatformTokens> ExchangeAsync(string code, ConnectRequest request, CancellationToken cancellation)
    {
        var form = Client("authorization_code");
        form["code"] = code;
        form["redirect_uri"] = request.RedirectUri.OriginalString;
        if (UsesPkce(request))
            form["code_verifier"] = request.CodeVerifier;
        return TokensAsync("code exchange", form, cancellation);
    }

    public Task<PlatformTokens> RefreshAsync(string refreshToken, CancellationToken cancellation)
    {
        var form = Client("refresh_token");
        form["refresh_token"] = refreshToken;
        return TokensAsync("token refresh", form, cancellation);
    }

    public Task RevokeAsync(string accessToken, CancellationToken cancellation) => http.RevokeAsync(
        new Dictionary<string, string> { ["client_key"] = options.ClientKey, ["client_secret"] = options.ClientSecret, ["token"] = accessToken }, cancellation);

    private async Task<PlatformTokens> TokensAsync(string operation, Dictionary<string, string> form, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var answer = await http.TokenAsync(operation, form, cancellation);
        return new PlatformTokens(
            answer.OpenId!,
            answer.AccessToken!,
            now.AddSeconds(answer.ExpiresIn),
            answer.RefreshToken!,
            now.AddSeconds(answer.RefreshExpiresIn),
            (answer.Scope ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private Dictionary<string, string> Client(string grantType) => new()
    {
        ["client_key"] = options.ClientKey,
        ["client_secret"] = options.ClientSecret,
        ["grant_type"] = grantType,
    };

    /// <summary>TikTok asks it of desktop apps (those sent back to this machine) and does not take it from web apps.</summary>
    private static bool UsesPkce(ConnectRequest request) => request.RedirectUri.IsLoopback;

    /// <summary>Lowercase hex, where RFC 7636 has base64url.</summary>
    private static string Challenge(string verifier) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
