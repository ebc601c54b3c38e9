using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Functions.Accounts;

/// <param name="Keys">Version → at least 32 random bytes. The highest signs; all of them verify, so that a key can be changed while tokens are out.</param>
public sealed record AccessTokenKeys(IReadOnlyDictionary<int, byte[]> Keys);

/// <summary>JWT (RFC 7519) signed with HMAC-SHA256: we alone issue them and we alone read them.</summary>
public sealed class JwtAccessTokens : IAccessTokens
{
    private const string Name = "shortloop";
    private const string Session = "sid";
    private const string Organisation = "org";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };
    private readonly SigningCredentials _signer;
    private readonly TokenValidationParameters _rules;
    private readonly TimeProvider _clock;

    public JwtAccessTokens(AccessTokenKeys keys, TimeProvider clock)
    {
        if (keys.Keys.Count == 0 || keys.Keys.Values.Any(key => key.Length < 32))
            throw new ArgumentException("Signing access tokens needs at least one key of 32 bytes.", nameof(keys));
        SymmetricSecurityKey[] all = [.. keys.Keys.OrderBy(key => key.Key).Select(key => new SymmetricSecurityKey(key.Value) { KeyId = KeyId(key.Key) })];
        _clock = clock;
        _signer = new SigningCredentials(all[^1], SecurityAlgorithms.HmacSha256);
        _rules = new TokenValidationParameters
        {
            ValidIssuer = Name,
            ValidAudience = Name,
            IssuerSigningKeys = all,
            // No algorithm of the token's own choosing.
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (_, expires, _, _) => expires > _clock.GetUtcNow().UtcDateTime,
        };
    }

    public string Issue(AccessClaims claims, DateTimeOffset expiresAt) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Name,
        Audience = Name,
        IssuedAt = _clock.GetUtcNow().UtcDateTime,
        Expires = expiresAt.UtcDateTime,
        SigningCredentials = _signer,
        Claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = claims.UserId,
            [Session] = claims.SessionId,
            [Organisation] = claims.OrgId,
        },
    });

    public AccessClaims? Read(string token)
    {
        // Validation of a symmetric signature does no I/O: the task is done when it is returned.
        TokenValidationResult result = _handler.ValidateTokenAsync(token, _rules).GetAwaiter().GetResult();
        return result is { IsValid: true, SecurityToken: JsonWebToken read }
            && Claim(read, JwtRegisteredClaimNames.Sub) is { } user && Claim(read, Session) is { } session && Claim(read, Organisation) is { } org
            ? new AccessClaims(user, session, org)
            : null;
    }

    // What we have not written ourselves must not become part of a key.
    private static string? Claim(JsonWebToken token, string name) =>
        token.TryGetPayloadValue(name, out string? value) && Ids.IsWellFormed(value) ? value : null;

    private static string KeyId(int version) => version.ToString(CultureInfo.InvariantCulture);
}
