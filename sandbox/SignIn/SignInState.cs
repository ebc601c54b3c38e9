namespace Shortloop.Sandbox.SignIn;

/// <summary>What the sign-in providers remember.</summary>
public sealed class SignInState
{
    public List<SignInCode> Codes { get; set; } = [];

    public List<SignInToken> Tokens { get; set; } = [];

    /// <summary>Google's signing key, PKCS#8 in base64; made at its first use.</summary>
    public string? GoogleKey { get; set; }
}

/// <param name="Challenge">Base64url SHA-256 of the verifier; null when the client used no PKCE.</param>
/// <param name="Nonce">Goes into Google's ID token.</param>
public sealed record SignInCode(
    string Provider, string Code, Person Person, string RedirectUri, string Scope, string? Challenge, string? Nonce, DateTimeOffset ExpiresAt);

public sealed record SignInToken(string Provider, string Value, Person Person, string Scope, DateTimeOffset ExpiresAt)
{
    public bool Has(string scope) => Scope.Split(' ').Contains(scope);
}
