using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Shortloop.Sandbox.Control;

namespace Shortloop.Sandbox.SignIn;

/// <summary>ID tokens, signed with RS256; on demand such as no client may accept.</summary>
internal sealed class GoogleTokens(SandboxContext sandbox)
{
    /// <param name="fault">One of <see cref="FaultKinds.IdToken"/>, or null for a good one.</param>
    public string Make(SignInCode code, string? fault)
    {
        using var key = fault == FaultKinds.IdTokenKey ? RSA.Create(2048) : Key();
        using var published = Key();
        var unsigned = fault == FaultKinds.IdTokenUnsigned;
        // A foreign key goes under the published key's id: only the signature itself gives it away.
        var header = unsigned ? new { alg = "none", typ = "JWT", kid = "" } : new { alg = "RS256", typ = "JWT", kid = KeyId(published) };
        var signed = $"{Part(header)}.{Part(Claims(code, fault))}";
        return unsigned ? signed + "." : $"{signed}.{Base64Url.EncodeToString(
            key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public object PublicKey()
    {
        using var key = Key();
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = KeyId(key),
            n = Base64Url.EncodeToString(numbers.Modulus!),
            e = Base64Url.EncodeToString(numbers.Exponent!),
        };
    }

    private Dictionary<string, object?> Claims(SignInCode code, string? fault)
    {
        var (person, client) = (code.Person, sandbox.Options.SignInClientId);
        var audience = fault == FaultKinds.IdTokenAudience ? "another-app.apps.googleusercontent.com" : client;
        var issued = fault == FaultKinds.IdTokenExpired ? sandbox.Now.AddHours(-2) : sandbox.Now;
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = fault == FaultKinds.IdTokenIssuer ? "https://accounts.example" : "https://accounts.google.com",
            ["azp"] = audience,
            ["aud"] = audience,
            ["sub"] = person.Subject("google"),
            ["hd"] = person.HostedDomain,
            ["email"] = person.Email,
            ["email_verified"] = person.Email is null ? null : person.EmailVerified,
            ["nonce"] = fault == FaultKinds.IdTokenNonce ? "another-nonce" : code.Nonce,
            ["name"] = person.Name,
            ["picture"] = sandbox.Link($"tiktok/www/avatar/{Uri.EscapeDataString(person.Login)}").ToString(),
            ["iat"] = issued.ToUnixTimeSeconds(),
            ["exp"] = issued.AddHours(1).ToUnixTimeSeconds(),
        };
        return claims.Where(c => c.Value is not null).ToDictionary();
    }

    private RSA Key()
    {
        var stored = sandbox.State.Read(s => s.SignIn.GoogleKey) ?? sandbox.State.Update(s => s.SignIn.GoogleKey ??= NewKey());
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(stored), out _);
        return key;
    }

    private static string NewKey()
    {
        using var key = RSA.Create(2048);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    private static string KeyId(RSA key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..40];

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
