using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Sandbox.TikTok;

/// <summary>Codes and refresh tokens become access tokens. Refreshing replaces the refresh token; the old one is dead at once.</summary>
internal sealed class TokenEndpoint(SandboxContext sandbox)
{
    private static readonly TimeSpan AccessLifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(365);

    public async Task<IResult> TokenAsync(HttpContext http)
    {
        if (await ReadClientFormAsync(http) is not { } form)
            return Invalid("Only application/x-www-form-urlencoded is supported as Content-Type.");
        if (!IsOurClient(form))
            return OAuthReply.Error(StatusCodes.Status401Unauthorized, "invalid_client", "Client key or secret is incorrect.");
        return (string?)form["grant_type"] switch
        {
            "authorization_code" => Exchange(form),
            "refresh_token" => Refresh(form["refresh_token"].ToString()),
            "client_credentials" => Results.Json(new { access_token = NewToken("clt."), expires_in = 7200, token_type = "Bearer" }),
            _ => OAuthReply.Error(StatusCodes.Status400BadRequest, "unsupported_grant_type", "The grant type is not supported."),
        };
    }

    public async Task<IResult> RevokeAsync(HttpContext http)
    {
        if (await ReadClientFormAsync(http) is not { } form)
            return Invalid("Only application/x-www-form-urlencoded is supported as Content-Type.");
        if (!IsOurClient(form))
            return OAuthReply.Error(StatusCodes.Status401Unauthorized, "invalid_client", "Client key or secret is incorrect.");
        var token = form["token"].ToString();
        sandbox.State.Update(s =>
        {
            foreach (var grant in s.TikTok.Grants.Where(g => g.AccessTokens.Any(t => t.Value == token)).ToList())
            {
                s.TikTok.Grants.Remove(grant);
                TikTokWebhooks.Enqueue(s, "authorization.removed", grant.OpenId, new { reason = 5 }, sandbox.Now);
            }

            return 0;
        });
        return Results.Json(new { });
    }

    private IResult Exchange(IFormCollection form)
    {
        var now = sandbox.Now;
        return sandbox.State.Update(s =>
        {
            var code = s.TikTok.Codes.FirstOrDefault(c => c.Code == form["code"]);
            if (code is null)
                return OAuthReply.Error(StatusCodes.Status400BadRequest, "invalid_grant", "Authorization code is invalid or already used.");
            // Single use: a failed try spends it too.
            s.TikTok.Codes.Remove(code);
            if (code.ExpiresAt <= now)
                return OAuthReply.Error(StatusCodes.Status400BadRequest, "invalid_grant", "Authorization code is expired.");
            if (code.RedirectUri != form["redirect_uri"])
                return Invalid("Redirect_uri is not matched with the uri when requesting code.");
            if (code.Challenge is not null && code.Challenge != HexSha256(form["code_verifier"].ToString()))
                return OAuthReply.Error(StatusCodes.Status400BadRequest, "invalid_grant", "Code verifier or code challenge is invalid.");
            var grant = new Grant { OpenId = code.OpenId, Scope = code.Scope, RefreshToken = "" };
            s.TikTok.Grants.Add(grant);
            return Issue(grant, now);
        });
    }

    private IResult Refresh(string refreshToken)
    {
        var now = sandbox.Now;
        return sandbox.State.Update(s => s.TikTok.Grants.FirstOrDefault(g => g.RefreshToken == refreshToken && g.RefreshExpiresAt > now) is { } grant
            ? Issue(grant, now)
            // Seen in the field: an error body under HTTP 200.
            : OAuthReply.Error(StatusCodes.Status200OK, "invalid_grant", "Refresh token is invalid or expired."));
    }

    private static IResult Issue(Grant grant, DateTimeOffset now)
    {
        var access = new AccessToken(NewToken("act."), now + AccessLifetime);
        grant.AccessTokens.RemoveAll(t => t.ExpiresAt <= now);
        grant.AccessTokens.Add(access);
        grant.RefreshToken = NewToken("rft.");
        grant.RefreshExpiresAt = now + RefreshLifetime;
        return Results.Json(new
        {
            open_id = grant.OpenId,
            scope = grant.Scope,
            access_token = access.Value,
            expires_in = (long)AccessLifetime.TotalSeconds,
            refresh_token = grant.RefreshToken,
            refresh_expires_in = (long)RefreshLifetime.TotalSeconds,
            token_type = "Bearer",
        });
    }

    private bool IsOurClient(IFormCollection form) =>
        form["client_key"] == sandbox.Options.TikTokClientKey && form["client_secret"] == sandbox.Options.TikTokClientSecret;

    private static async Task<IFormCollection?> ReadClientFormAsync(HttpContext http) =>
        http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;

    private static IResult Invalid(string description) => OAuthReply.Error(StatusCodes.Status400BadRequest, "invalid_request", description);

    private static string HexSha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    private static string NewToken(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
