using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.SignIn;

/// <summary>Discord by plain OAuth 2; an account made by telephone has no e-mail.</summary>
public sealed class DiscordSignIn(HttpClient http, DiscordOptions options, TimeProvider time, ILogger<DiscordSignIn> logger) : ISignInProvider
{
    private readonly SignInHttp _http = new("Discord", http, options.CallTimeout, time, logger);

    public string Name => "discord";

    public Uri CreateAuthorizeUrl(SignInRequest request) =>
        OAuth.AuthorizeUrl(SignInHttp.Join(options.Base, "oauth2/authorize"), options, request, "identify email");

    public async Task<SignInProfile> FinishAsync(string code, SignInRequest request, CancellationToken cancellation)
    {
        using var form = OAuth.CodeForm(options, request, code);
        var token = await _http.TokenAsync(SignInHttp.Join(options.Base, "api/v10/oauth2/token"), form, cancellation);
        var reply = await _http.GetAsync("the user", SignInHttp.Join(options.Base, "api/v10/users/@me"), token.AccessToken!, cancellation);
        var user = _http.Expect<DiscordUser>("the user", reply);
        if (string.IsNullOrEmpty(user.Id))
            throw SignInErrors.Unavailable("Discord", "Discord's answer lacks the user's id.");
        return new(user.Id, user.Email, user is { Email: not null, Verified: true }, user.GlobalName ?? user.Username, Avatar(user));
    }

    private Uri? Avatar(DiscordUser user) =>
        user.Avatar is { Length: > 0 } hash ? SignInHttp.Join(options.CdnBase, $"avatars/{user.Id}/{Uri.EscapeDataString(hash)}.png") : null;
}
