using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Shortloop.Adapters.Tests.SignIn;

/// <summary>An authority of one tenant: discovery, keys, and the tokens it would make.</summary>
internal sealed class StandInIssuer : IAsyncDisposable
{
    public const string Audience = "11111111-2222-3333-4444-555555555555";
    private const string Tenant = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private RSA _key = RSA.Create(2048);
    private string _keyId = "key-1";

    private StandInIssuer(TimeProvider clock)
    {
        _clock = clock;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet($"/{Tenant}/v2.0/.well-known/openid-configuration", () =>
        {
            DiscoveryReads++;
            return Down ? Results.StatusCode(503) : Results.Json(new { issuer = Issuer, jwks_uri = new Uri(Authority, "/keys") });
        });
        _app.MapGet("/keys", () =>
        {
            KeyReads++;
            var numbers = _key.ExportParameters(includePrivateParameters: false);
            return Results.Json(new
            {
                keys = new[] { new { kty = "RSA", use = "sig", kid = _keyId, n = Base64Url.EncodeToString(numbers.Modulus!), e = Base64Url.EncodeToString(numbers.Exponent!) } },
            });
        });
    }

    public Uri Authority { get; private set; } = null!;

    public string Issuer { get; set; } = "";

    public bool Down { get; set; }

    public int DiscoveryReads { get; private set; }

    public int KeyReads { get; private set; }

    public static async Task<StandInIssuer> StartAsync(TimeProvider clock)
    {
        var issuer = new StandInIssuer(clock);
        await issuer._app.StartAsync();
        issuer.Authority = new Uri($"{issuer._app.Urls.Single()}/{Tenant}/v2.0");
        // Of External ID, the issuer's host is another one than the authority's.
        issuer.Issuer = $"https://{Tenant}.ciamlogin.example/{Tenant}/v2.0";
        return issuer;
    }

    public void ReplaceKey()
    {
        _key.Dispose();
        (_key, _keyId) = (RSA.Create(2048), "key-2");
    }

    public string Token(Action<Dictionary<string, object>>? change = null) => Sign(_key, Header("RS256", _keyId), Claims(change));

    /// <summary>Signed with another key, under the published one's id or one that nobody has.</summary>
    public string Forged(string? keyId = null)
    {
        using var key = RSA.Create(2048);
        return Sign(key, Header("RS256", keyId ?? _keyId), Claims(null));
    }

    public string Unsigned() => $"{Part(Header("none", _keyId))}.{Part(Claims(null))}.";

    public string SignedWithThePublicKeyAsASecret()
    {
        var signed = $"{Part(Header("HS256", _keyId))}.{Part(Claims(null))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(signed)))}";
    }

    public async ValueTask DisposeAsync()
    {
        _key.Dispose();
        await _app.DisposeAsync();
    }

    private Dictionary<string, object> Claims(Action<Dictionary<string, object>>? change)
    {
        var now = _clock.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["tid"] = Tenant,
            ["oid"] = "oid-mara",
            ["sub"] = "sub-mara",
            ["name"] = "Mara",
            ["preferred_username"] = "mara@somebody-elses.example",
            ["scp"] = "openid access_as_user",
            ["ver"] = "2.0",
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
        };
        change?.Invoke(claims);
        return claims;
    }

    private static object Header(string algorithm, string keyId) => new { alg = algorithm, typ = "JWT", kid = keyId };

    private static string Sign(RSA key, object header, object claims)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
