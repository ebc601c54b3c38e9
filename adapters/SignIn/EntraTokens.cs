using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.SignIn;

/// <summary>
/// Access tokens of Entra ID and External ID: RS256 by the tenant's published keys, issuer, tenant, audience, life, and a permission that was given for a
/// person. What the token says of addresses is not looked at: there they can be anything.
/// </summary>
public sealed class EntraTokens(HttpClient http, EntraOptions options, TimeProvider time, ILogger<EntraTokens> logger) : IExternalTokens
{
    private const string Provider = "Entra";

    /// <summary>How far the authority's clock and ours may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Anybody can send a token with a made-up key id; a new key of the authority's waits for this long at most.</summary>
    private static readonly TimeSpan PauseBetweenFetches = TimeSpan.FromMinutes(5);

    private readonly EntraAuthority _authority = new(new SignInHttp(Provider, http, options.CallTimeout, time, logger), options, time);
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    public async ValueTask<ExternalPerson?> ReadAsync(string token, CancellationToken cancellation) =>
        await ValidAsync(token, cancellation) is { } valid ? PersonOf(valid.Token, valid.Authority) : null;

    public async ValueTask<string?> ReadAppAsync(string token, CancellationToken cancellation) =>
        await ValidAsync(token, cancellation) is { } valid ? AppOf(valid.Token) : null;

    private async ValueTask<(JsonWebToken Token, KnownAuthority Authority)?> ValidAsync(string token, CancellationToken cancellation)
    {
        // Before anybody is asked for keys: a token for somebody else is none of our business.
        if (!IsForUs(token))
            return null;
        var authority = await _authority.GetAsync(cancellation);
        var result = await _handler.ValidateTokenAsync(token, Rules(authority, await authority.Keys.GetAsync(cancellation)));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException
            && await authority.Keys.FetchAgainAsync(PauseBetweenFetches, cancellation) is { } newer)
            result = await _handler.ValidateTokenAsync(token, Rules(authority, newer));
        if (!result.IsValid)
            return Refuse<(JsonWebToken, KnownAuthority)?>(Reason(result.Exception));
        var valid = (JsonWebToken)result.SecurityToken;
        return Text(valid, "tid") is { Length: > 0 } tenant && authority.Issuer.Contains(tenant, StringComparison.OrdinalIgnoreCase)
            ? (valid, authority)
            : Refuse<(JsonWebToken, KnownAuthority)?>("another tenant made it.");
    }

    private bool IsForUs(string token)
    {
        try
        {
            return _handler.CanReadToken(token) && _handler.ReadJsonWebToken(token).Audiences.Contains(options.Audience);
        }
        catch (ArgumentException)
        {
            // Three parts with dots between, and no token.
            return false;
        }
    }

    private TokenValidationParameters Rules(KnownAuthority authority, IEnumerable<SecurityKey> signingKeys) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        IssuerSigningKeys = signingKeys,
        ValidIssuer = authority.Issuer,
        ValidAudience = options.Audience,
        LifetimeValidator = (notBefore, expires, _, _) =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            return expires > now - Skew && (notBefore ?? now) <= now + Skew;
        },
    };

    private ExternalPerson? PersonOf(JsonWebToken token, KnownAuthority authority)
    {
        // An ID token has no scope, and neither has one that an app got for itself.
        if (Text(token, "scp")?.Split(' ').Contains(options.Scope) != true)
            return Refuse<ExternalPerson>("it lacks the permission that was given for a person.");
        // oid is the person in the tenant, sub only the person in one app.
        return (Text(token, "oid") ?? Text(token, "sub")) is { Length: > 0 } subject
            ? new ExternalPerson("entra", authority.Issuer, subject, Text(token, "name"))
            : Refuse<ExternalPerson>("it names nobody.");
    }

    // A person's permission makes a token theirs, whichever app carries it. azp is version 2, appid version 1.
    private string? AppOf(JsonWebToken token) =>
        Text(token, "scp") is null && (Text(token, "azp") ?? Text(token, "appid")) is { Length: > 0 } app ? app : Refuse<string>("a person stands behind it.");

    private static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue(claim, out string? value) ? value : null;

    private static string Reason(Exception problem) => problem switch
    {
        SecurityTokenInvalidAudienceException => "it was made for another app.",
        SecurityTokenInvalidIssuerException => "another issuer made it.",
        SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => "it has expired.",
        _ => "its signature is not the authority's.",
    };

    private T? Refuse<T>(string reason)
    {
        Logs.TokenRefused(logger, Provider, reason);
        return default;
    }
}
