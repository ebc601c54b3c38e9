using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.People;

/// <summary>What a password must be, and checking one in the same time whether or not there is anything to check against.</summary>
public sealed class Passwords(IPasswordHasher hasher)
{
    /// <summary>NIST SP 800-63B: length is what counts; no rules about kinds of characters.</summary>
    public const int MinLength = 10;

    /// <summary>Hashing takes as long as the text is; nobody types more.</summary>
    public const int MaxLength = 128;

    private readonly Lazy<string> _nobodys = new(() => hasher.Hash(Guid.NewGuid().ToString()));

    public static Problem? Check(string? password, string? email) => password switch
    {
        null or { Length: < MinLength } => Problem.InvalidField("password", $"Choose a password of at least {MinLength} characters."),
        { Length: > MaxLength } => Problem.InvalidField("password", $"A password may have up to {MaxLength} characters."),
        _ when password.Distinct().Count() < 4 || string.Equals(password, email, StringComparison.OrdinalIgnoreCase) =>
            Problem.InvalidField("password", "This password is too easy to guess. Choose another, such as four words that don't belong together."),
        _ => null,
    };

    public string Hash(string password) => hasher.Hash(password);

    /// <param name="hash">Null: there is no such login. Takes as long as a wrong password does.</param>
    public PasswordCheck Verify(string? hash, string? password)
    {
        PasswordCheck check = hasher.Verify(hash ?? _nobodys.Value, password is { Length: <= MaxLength } ? password : "");
        return hash is null || password is not { Length: <= MaxLength } ? PasswordCheck.Wrong : check;
    }
}
