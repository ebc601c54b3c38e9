using System.Text;
using System.Text.Json;
using Azure.Core;

namespace Shortloop.Adapters.Tests.Blob;

/// <summary>An identity whose tokens say what the emulator asks for.</summary>
internal sealed class UnsignedIdentity(string audience = "https://storage.azure.com") : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext context, CancellationToken cancellation)
    {
        Assert.Equal(["https://storage.azure.com/.default"], context.Scopes);
        var now = DateTimeOffset.UtcNow;
        var token = string.Join('.', Part(new { alg = "RS256", typ = "JWT" }), Part(new
        {
            aud = audience,
            iss = "https://sts.windows.net/11111111-1111-1111-1111-111111111111/",
            iat = now.AddMinutes(-5).ToUnixTimeSeconds(),
            nbf = now.AddMinutes(-5).ToUnixTimeSeconds(),
            exp = now.AddHours(1).ToUnixTimeSeconds(),
            oid = "22222222-2222-2222-2222-222222222222",
            tid = "11111111-1111-1111-1111-111111111111",
        }), "c2ln");
        return new AccessToken(token, now.AddHours(1));
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext context, CancellationToken cancellation) =>
        ValueTask.FromResult(GetToken(context, cancellation));

    private static string Part(object claims) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(claims))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
