using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.People;

/// <summary>What somebody may do in the whole installation; what they may do in an organisation is their <see cref="Role"/> there.</summary>
[JsonConverter(typeof(SnakeCaseEnum<UserRole>))]
public enum UserRole
{
    User,

    /// <summary>Operates the installation.</summary>
    Admin,
}

/// <summary>A person. Partition: the user's own id.</summary>
public sealed record User : Document
{
    /// <summary>
    /// As <see cref="EmailAddress.Normalise"/> makes it, and verified: nobody else has it. Null: the account came through a provider that vouches for
    /// no address, and its person has not verified one since.
    /// </summary>
    public required string? Email { get; init; }

    public required string Name { get; init; }

    public Uri? Avatar { get; init; }

    /// <summary><c>en</c>, <c>ru</c> or <c>es</c>.</summary>
    public required string Language { get; init; }

    /// <summary>IANA name, such as Europe/Berlin.</summary>
    public required string TimeZone { get; init; }

    public UserRole Role { get; init; } = UserRole.User;

    /// <summary>False: an administrator has closed the account; nobody signs in to it.</summary>
    public bool Active { get; init; } = true;

    public DateTimeOffset? LastLoginAt { get; init; }
}

/// <summary>
/// One way to sign in, and what makes an address or a provider's subject belong to one user only. Partition: its own id, which is derived
/// from what it stands for, so that of two who claim the same one, one loses.
/// </summary>
public sealed record Login : Document
{
    public const string Password = "password";

    /// <summary><see cref="Password"/>, or the provider's name.</summary>
    public required string Kind { get; init; }

    public required string UserId { get; init; }

    /// <summary>Of a password login. Null there: the address is the user's, but they have no password yet.</summary>
    public string? PasswordHash { get; init; }

    public static string IdOfEmail(string email) => Ids.Derived("lgn", "password", email);

    /// <param name="subject">The provider's stable id for the person; never an e-mail address.</param>
    public static string IdOfProvider(string provider, string subject) => Ids.Derived("lgn", provider, subject);
}

/// <summary>
/// That a login at a provider is one of a user's. Partition: the user, so that theirs can be listed and none of them is the last to be removed. A login
/// without it has been removed.
/// </summary>
public sealed record LoginOf : Document
{
    public required string LoginId { get; init; }

    public required string Kind { get; init; }

    public static string IdOf(string loginId) => Ids.Derived("lgo", loginId);
}
