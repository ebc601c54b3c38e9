namespace Shortloop.Core.Ports;

public enum PasswordCheck
{
    Wrong,
    Right,

    /// <summary>Right, but the hash is of an older kind or strength: hash it anew while the password is at hand.</summary>
    RightAndOutdated,
}

/// <summary>Slow, salted hashes of passwords.</summary>
public interface IPasswordHasher
{
    string Hash(string password);

    PasswordCheck Verify(string hash, string password);
}
