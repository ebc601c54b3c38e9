using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shortloop.Core;

namespace Shortloop.Adapters.SignIn;

/// <summary>Checks an ID token: signature (RS256, Google's keys), issuer, audience, life and nonce.</summary>
internal sealed class GoogleIdToken(GoogleOptions options, PublishedKeys keys, TimeProvider time, ILogger logger)
{
    /// <summary>How far Google's clock and ours may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new();

    public async Task<JsonWebToken> CheckAsync(string? idToken, string nonce, CancellationToken cancellation)
    {
        if (idToken is null || !_handler.CanReadToken(idToken))
            throw Refuse("there is no ID token.");
        var token = await VerifyAsync(idToken, cancellation);
        if (!token.TryGetPayloadValue("nonce", out string? echoed) || echoed != nonce)
            throw Refuse("its nonce is another attempt's.");
        return string.IsNullOrEmpty(token.Subject) ? throw Refuse("it names nobody.") : token;
    }

    private async Task<JsonWebToken> VerifyAsync(string idToken, CancellationToken cancellation)
    {
        var result = await _handler.ValidateTokenAsync(idToken, Rules(await keys.GetAsync(cancellation)));
        // Google changes its keys every few days. The token came straight from Google, so nobody can make us ask by a made-up key id.
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            result = await _handler.ValidateTokenAsync(idToken, Rules(await keys.FetchAsync(cancellation)));
        return result.IsValid ? (JsonWebToken)result.SecurityToken : throw Refuse(Reason(result.Exception));
    }

    private TokenValidationParameters Rules(IEnumerable<SecurityKey> signingKeys) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKeys = signingKeys,
        ValidIssuers = ["https://accounts.google.com", "accounts.google.com"],
        ValidAudience = options.ClientId,
        LifetimeValidator = (notBefore, expires, _, _) =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            return expires > now - Skew && (notBefore ?? now) <= now + Skew;
        },
    };

    private static string Reason(Exception problem) => problem switch
    {
        SecurityTokenInvalidAudienceException => "it was made for another app.",
        SecurityTokenInvalidIssuerException => "another issuer made it.",
        SecurityTokenInvalidLifetimeException => "it has expired.",
        _ => "its signature is not Google's.",
    };

    private PermanentException Refuse(string reason)
    {
        Logs.Untrusted(logger, "Google", reason);
        return SignInErrors.Untrusted("Google", reason);
    }
}
