using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Sandbox.YouTube;

/// <summary>Google's token and revocation endpoints for YouTube apps.</summary>
internal sealed class ChannelTokens(SandboxContext sandbox)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3599);

    public async Task<IResult> TokenAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return Error(400, "invalid_request", "Bad Request");
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form["client_id"] != sandbox.Options.SignInClientId || form["client_secret"] != sandbox.Options.SignInClientSecret)
            return Error(401, "invalid_client", "The provided client secret is invalid.");
        return form["grant_type"].ToString() switch
        {
            "authorization_code" => sandbox.State.Update(s => Exchange(s.YouTube, form)),
            "refresh_token" => sandbox.State.Update(s => Refresh(s.YouTube, form["refresh_token"].ToString())),
            _ => Error(400, "unsupported_grant_type", "Invalid grant_type."),
        };
    }

    public async Task<IResult> RevokeAsync(HttpContext http)
    {
        var token = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync(http.RequestAborted))["token"].ToString() : http.Request.Query["token"].ToString();
        var gone = sandbox.State.Update(s => s.YouTube.Grants.RemoveAll(g => g.RefreshToken == token || g.AccessTokens.Any(t => t.Value == token)));
        return gone > 0 ? Results.Json(new { }) : Error(400, "invalid_token", "Token expired or revoked");
    }

    public static bool Expire(YouTubeState state, string? accessToken) => state.Grants.Sum(g => g.AccessTokens.RemoveAll(t => t.Value == accessToken)) > 0;

    private IResult Exchange(YouTubeState state, IFormCollection form)
    {
        var code = state.Codes.FirstOrDefault(c => c.Code == form["code"]);
        if (code is null)
            return Error(400, "invalid_grant", "Malformed auth code.");
        // Single use: a failed try spends it too.
        state.Codes.Remove(code);
        if (code.ExpiresAt <= sandbox.Now || (code.Challenge is not null && code.Challenge != Challenge(form["code_verifier"].ToString())))
            return Error(400, "invalid_grant", "Bad Request");
        if (code.RedirectUri != form["redirect_uri"])
            return Error(400, "redirect_uri_mismatch", "Bad Request");
        var grant = new ChannelGrant { ChannelId = code.ChannelId, Scope = code.Scope, RefreshToken = code.Offline ? NewToken("1//") : null };
        state.Grants.Add(grant);
        return Issue(grant, grant.RefreshToken);
    }

    private IResult Refresh(YouTubeState state, string token) =>
        token.Length > 0 && state.Grants.FirstOrDefault(g => g.RefreshToken == token) is { } grant
            ? Issue(grant, refreshToken: null)
            : Error(400, "invalid_grant", "Token has been expired or revoked.");

    private IResult Issue(ChannelGrant grant, string? refreshToken)
    {
        var now = sandbox.Now;
        grant.AccessTokens.RemoveAll(t => t.ExpiresAt <= now);
        var access = new ChannelToken(NewToken("ya29."), now + Life);
        grant.AccessTokens.Add(access);
        var answer = new Dictionary<string, object?>
        {
            ["access_token"] = access.Value,
            ["expires_in"] = (int)Life.TotalSeconds,
            ["scope"] = grant.Scope,
            ["token_type"] = "Bearer",
        };
        if (refreshToken is not null)
            answer["refresh_token"] = refreshToken;
        return Results.Json(answer);
    }

    public static IResult Error(int status, string error, string description) =>
        Results.Json(new { error, error_description = description }, statusCode: status);

    private static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static string NewToken(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(36));
}
