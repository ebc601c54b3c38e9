using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Accounts.People;

namespace Shortloop.Functions.Http;

/// <summary>Who may call a route. Every HTTP function carries exactly one of these; one without does not start.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AccessAttribute : Attribute
{
    /// <summary>A signed-in member of the organisation with at least this role.</summary>
    public AccessAttribute(Role role) => Role = role;

    /// <summary>Who operates the installation: <see cref="Core.Accounts.People.UserRole.Admin"/> is the one that can be asked for.</summary>
    public AccessAttribute(UserRole role) => (UserRole, PeopleOnly) = (role, true);

    /// <summary>Someone whom the function checks itself, or anyone at all; <paramref name="reason"/> says which and why.</summary>
    public AccessAttribute(string reason) => Reason = reason;

    public Role? Role { get; }

    public UserRole? UserRole { get; }

    public string? Reason { get; }

    /// <summary>The function wants to know who calls.</summary>
    public bool NeedsCaller => Role is not null || UserRole is not null;

    /// <summary>Called by machines that prove themselves to the function, however often: not counted.</summary>
    public bool Uncounted { get; init; }

    /// <summary>Only somebody who has signed in (or sits at this machine): an API key must not reach sign-ins, keys, what ends an account, what is paid.</summary>
    public bool PeopleOnly { get; init; }

    /// <summary>What an API key must be made for to call it.</summary>
    public KeyScope Scope
    {
        get => _scope ?? Role switch
        {
            null or Core.Accounts.Role.Viewer => KeyScope.Read,
            Core.Accounts.Role.Editor => KeyScope.Write,
            _ => KeyScope.Manage,
        };
        init => _scope = value;
    }

    private readonly KeyScope? _scope;
}
