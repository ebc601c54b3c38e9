using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Functions.Accounts;

/// <summary>JWT (RFC 7519) signed with HMAC-SHA256: we alone issue them and we alone read them.</summary>
public sealed class JwtAccessTokens(AccessTokenKeys keys, TimeProvider clock) : IAccessTokens
{
    private const string Name = "shortloop";
    private const string Session = "sid";
    private const string Organisation = "org";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };
    private volatile Made? _made;

    public string Issue(AccessClaims claims, DateTimeOffset expiresAt) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Name,
        Audience = Name,
        IssuedAt = clock.GetUtcNow().UtcDateTime,
        Expires = expiresAt.UtcDateTime,
        SigningCredentials = Of(keys.Current).Signer,
        Claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = claims.UserId,
            [Session] = claims.SessionId,
            [Organisation] = claims.OrgId,
        },
    });

    public AccessClaims? Read(string token)
    {
        TokenValidationParameters rules = Of(keys.Current).Rules;
        // Validation of a symmetric signature does no I/O: the task is done when it is returned.
        TokenValidationResult result = _handler.ValidateTokenAsync(token, rules).GetAwaiter().GetResult();
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && NumberOf(token) is { } number && Of(keys.LookAgain(number)).Rules is { } others && others != rules)
            result = _handler.ValidateTokenAsync(token, others).GetAwaiter().GetResult();
        return result is { IsValid: true, SecurityToken: JsonWebToken read }
            && Claim(read, JwtRegisteredClaimNames.Sub) is { } user && Claim(read, Session) is { } session && Claim(read, Organisation) is { } org
            ? new AccessClaims(user, session, org)
            : null;
    }

    // What we have not written ourselves must not become part of a key.
    private static string? Claim(JsonWebToken token, string name) =>
        token.TryGetPayloadValue(name, out string? value) && Ids.IsWellFormed(value) ? value : null;

    private int? NumberOf(string token) => _handler.ReadJsonWebToken(token) is { } read
        && int.TryParse(read.Kid, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private Made Of(KeySet set)
    {
        if (_made is { } made && made.From == set)
            return made;
        Dictionary<int, SymmetricSecurityKey> all = set.Keys.ToDictionary(
            key => key.Key, key => new SymmetricSecurityKey(key.Value) { KeyId = key.Key.ToString(CultureInfo.InvariantCulture) });
        return _made = new Made(set, new SigningCredentials(all[set.Sealing], SecurityAlgorithms.HmacSha256), new TokenValidationParameters
        {
            ValidIssuer = Name,
            ValidAudience = Name,
            IssuerSigningKeys = all.Values,
            // No algorithm of the token's own choosing.
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (_, expires, _, _) => expires > clock.GetUtcNow().UtcDateTime,
        });
    }

    private sealed record Made(KeySet From, SigningCredentials Signer, TokenValidationParameters Rules);
}
