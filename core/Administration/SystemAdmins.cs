using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Administration;

/// <summary>Addresses whose accounts operate the installation whatever is stored of them: named by who configures it, so that a first one exists.</summary>
public sealed record NamedAdmins(IReadOnlySet<string> Addresses)
{
    public static readonly NamedAdmins None = new(new HashSet<string>());

    /// <param name="text">Addresses with commas or spaces between; null or empty: nobody.</param>
    /// <returns>Null: one of them can't be an address.</returns>
    public static NamedAdmins? Read(string? text)
    {
        string?[] addresses = [.. (text ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries).Select(EmailAddress.Normalise)];
        return addresses.Contains(null) ? null : new NamedAdmins(addresses.OfType<string>().ToHashSet());
    }
}

/// <summary>
/// Who operates the installation. Read at each call and never from a token, so that who is no longer one is out at once. It takes a sign-in of one's
/// own: what carries no session, such as an API key, never counts. The person at this machine without accounts does.
/// </summary>
public sealed class SystemAdmins(IDocumentStore store, NamedAdmins named)
{
    public async Task<bool> IncludeAsync(Principal caller, CancellationToken cancellation) =>
        caller == Principal.LocalOwner
        || caller.SessionId is not null && await store.ReadAsync<User>(Containers.Users, caller.UserId, caller.UserId, cancellation) is { } user && Include(user);

    public bool Include(User user) => user.Active && (user.Role == UserRole.Admin || IsNamed(user));

    /// <summary>Such a one can't be made less by anybody but who configures the installation.</summary>
    public bool IsNamed(User user) => user.Email is { } email && named.Addresses.Contains(email);
}
