using Microsoft.AspNetCore.Identity;
using Shortloop.Core.Ports;

namespace Shortloop.Functions.Accounts;

/// <summary>ASP.NET Core Identity's hasher: PBKDF2 with HMAC-SHA512, a salt each, its parameters in the hash.</summary>
public sealed class IdentityPasswordHasher : IPasswordHasher
{
    private static readonly PasswordHasher<object> Hasher = new();
    private static readonly object Anybody = new();

    public string Hash(string password) => Hasher.HashPassword(Anybody, password);

    public PasswordCheck Verify(string hash, string password) => Hasher.VerifyHashedPassword(Anybody, hash, password) switch
    {
        PasswordVerificationResult.Success => PasswordCheck.Right,
        PasswordVerificationResult.SuccessRehashNeeded => PasswordCheck.RightAndOutdated,
        _ => PasswordCheck.Wrong,
    };
}
