using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Shortloop.Sandbox.TikTok;

/// <summary>The page where a creator allows or denies a client. A denied or broken request goes back to the client where TikTok knows one.</summary>
internal sealed class ConsentPage(SandboxContext sandbox)
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, string> Scopes = new()
    {
        ["user.info.basic"] = "Read your profile info (avatar, display name)",
        ["user.info.profile"] = "Read your profile web link, bio and verification",
        ["user.info.stats"] = "Read your follower, like and video counts",
        ["video.list"] = "Read your public videos on TikTok",
        ["video.upload"] = "Share content to your account as a draft to edit and post",
        ["video.publish"] = "Post content to TikTok",
    };

    public IResult Show(HttpContext http)
    {
        var query = http.Request.Query;
        var request = AuthorizeRequest.From(name => query[name]);
        if (request.ProblemBeforeRedirect(sandbox.Options.TikTokClientKey) is { } fatal)
            return Html.Page("Something went wrong", $"<h1>Something went wrong</h1><p>{Html.Text(fatal)}</p>", StatusCodes.Status400BadRequest);
        if (request.Problem(Scopes.Keys) is var (error, description))
            return request.Back(error, description);
        return sandbox.Settings.AutoConsent || query["auto"] == "1"
            ? Allow(request, Creator.Find(query["account"]), request.Scope)
            : Page(request);
    }

    public async Task<IResult> DecideAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var request = AuthorizeRequest.From(name => form[name]);
        if (request.ProblemBeforeRedirect(sandbox.Options.TikTokClientKey) is { } fatal)
            return Html.Page("Something went wrong", $"<h1>Something went wrong</h1><p>{Html.Text(fatal)}</p>", StatusCodes.Status400BadRequest);
        if (request.Problem(Scopes.Keys) is var (error, description))
            return request.Back(error, description);
        if (form["decision"] != "allow")
            return request.Back("access_denied", "User denied the authorization request.");
        var granted = string.Join(',', request.Scope.Split(',').Intersect(form["granted"].OfType<string>()));
        return Allow(request, Creator.Find(form["account"]), granted);
    }

    private IResult Allow(AuthorizeRequest request, Creator creator, string scope)
    {
        // TikTok's codes hold characters that must be decoded by the client before use.
        var code = $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20))}*2!{RandomNumberGenerator.GetInt32(1000, 9999)}.e1";
        sandbox.State.Update(s =>
        {
            s.TikTok.Codes.Add(new AuthCode
            {
                Code = code,
                OpenId = creator.OpenId,
                RedirectUri = request.RedirectUri,
                Scope = scope,
                Challenge = request.Challenge,
                ExpiresAt = sandbox.Now + CodeLifetime,
            });
            return 0;
        });
        return request.Back(new() { ["code"] = code, ["scopes"] = scope, ["state"] = request.State });
    }

    private static IResult Page(AuthorizeRequest request)
    {
        var scopes = string.Concat(request.Scope.Split(',').Select(scope => $"""
            <label><input type="checkbox" name="granted" value="{Html.Text(scope)}" checked> {Html.Text(Scopes[scope])} <small>{Html.Text(scope)}</small></label>
            """));
        var accounts = string.Concat(Creator.All.Select((creator, i) => $"""
            <label><input type="radio" name="account" value="{creator.OpenId}"{(i == 0 ? " checked" : "")}> <b>{Html.Text(creator.Nickname)}</b>
            <small>@{Html.Text(creator.Username)} · {(creator.IsPrivate ? "private" : "public")} account</small></label>
            """));
        var hidden = string.Concat(request.Fields().Select(f =>
            $"""<input type="hidden" name="{f.Key}" value="{Html.Text(f.Value)}">"""));
        return Html.Page("Authorize access", $"""
            <p><span class="badge">TikTok, played by the sandbox</span></p>
            <h1>An app wants to access your TikTok account</h1>
            <form method="post" class="card">{hidden}
              <h2>Continue as</h2>{accounts}
              <h2>It will be able to</h2>{scopes}
              <p class="row"><button class="main" name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></p>
            </form>
            <p class="quiet">You will be sent back to {Html.Text(new Uri(request.RedirectUri).Authority)}.</p>
            """);
    }
}

/// <summary>The query of the authorize page, and its rules.</summary>
internal sealed record AuthorizeRequest(
    string ClientKey, string ResponseType, string Scope, string RedirectUri, string State, string? Challenge, string? ChallengeMethod)
{
    public static AuthorizeRequest From(Func<string, string?> read) => new(
        read("client_key") ?? "", read("response_type") ?? "", read("scope") ?? "", read("redirect_uri") ?? "", read("state") ?? "",
        read("code_challenge") is { Length: > 0 } challenge ? challenge : null, read("code_challenge_method"));

    /// <summary>A desktop client is one that is sent back to this machine; it must use PKCE.</summary>
    private bool IsDesktop => new Uri(RedirectUri).Host is "localhost" or "127.0.0.1";

    public Dictionary<string, string> Fields() => new()
    {
        ["client_key"] = ClientKey,
        ["response_type"] = ResponseType,
        ["scope"] = Scope,
        ["redirect_uri"] = RedirectUri,
        ["state"] = State,
        ["code_challenge"] = Challenge ?? "",
        ["code_challenge_method"] = ChallengeMethod ?? "",
    };

    /// <summary>What may not be answered by a redirect, because the address to go back to can't be trusted.</summary>
    public string? ProblemBeforeRedirect(string knownClient)
    {
        if (ClientKey != knownClient)
            return "client_key: no such app.";
        if (RedirectUri.Length is 0 or >= 512 || !Uri.TryCreate(RedirectUri, UriKind.Absolute, out var uri))
            return "redirect_uri: an absolute address of fewer than 512 characters is needed.";
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return "redirect_uri: no query and no fragment is allowed.";
        if (IsDesktop)
        {
            return uri.Scheme is not ("http" or "https") ? "redirect_uri: http or https is needed."
                : uri.IsDefaultPort ? "redirect_uri: a desktop app must name the port." : null;
        }

        return uri.Scheme == "https" ? null : "redirect_uri: a web app must use https.";
    }

    public (string Error, string Description)? Problem(IReadOnlyCollection<string> scopes)
    {
        if (ResponseType != "code")
            return ("unsupported_response_type", "response_type must be code.");
        if (Scope.Length == 0 || !Scope.Split(',').All(scopes.Contains))
            return ("invalid_scope", "scope must be a comma separated list of known scopes.");
        if (!IsDesktop)
            return null;
        if (ChallengeMethod != "S256" || Challenge is null)
            return ("invalid_request", "code_challenge with method S256 is required for desktop apps.");
        // The trap of this API: hex, not base64url as in RFC 7636.
        return Challenge.Length == 64 && Challenge.All(char.IsAsciiHexDigitLower)
            ? null
            : ("invalid_request", "code_challenge must be the lowercase hex SHA-256 of the verifier.");
    }

    public IResult Back(string error, string description) =>
        Back(new() { ["error"] = error, ["error_description"] = description, ["state"] = State });

    public IResult Back(Dictionary<string, string?> values) => Results.Redirect(QueryHelpers.AddQueryString(RedirectUri, values));
}
